import { expect, it } from 'vitest';
import type { TopicEvent } from '../../client/topic-event';
import type { Notification } from '../../protocol/notification';
import { followNotifications } from './follow-notifications';

/** What is told of run `id`. */
const told = (id: string): Notification => ({ text: id, run: { id } }) as Notification;

function follow(): { readonly shown: string[]; readonly hear: (event: TopicEvent) => void } {
  const shown: string[] = [];
  let hear: (event: TopicEvent) => void = () => undefined;
  followNotifications(
    {
      subscribe: (topic, listener) => {
        expect(topic).toEqual({ kind: 'notifications' });
        hear = listener;
        return () => undefined;
      }
    },
    ({ text }) => void shown.push(text)
  );
  return { shown, hear: event => hear(event) };
}

const snapshot = (...ids: string[]): TopicEvent => ({ kind: 'snapshot', data: { kind: 'notifications', notifications: ids.map(told) } });
const change = (id: string): TopicEvent => ({ kind: 'change', data: { kind: 'notification', notification: told(id) } });

it('shows what comes, and nothing of what was before', () => {
  const { shown, hear } = follow();
  hear(snapshot('a', 'b'));
  hear(change('c'));

  expect(shown).toEqual(['c']);
});

it('shows what came while the connection was away, once', () => {
  const { shown, hear } = follow();
  hear(snapshot('a'));
  hear(change('b'));
  hear(snapshot('a', 'b', 'c'));
  hear(change('c'));

  expect(shown).toEqual(['b', 'c']);
});

it('a scheduler that begins anew makes nothing be shown twice', () => {
  const { shown, hear } = follow();
  hear(snapshot());
  hear(change('a'));
  hear(snapshot());
  hear(snapshot('a'));

  expect(shown).toEqual(['a']);
});
