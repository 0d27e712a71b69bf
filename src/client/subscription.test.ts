import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../protocol/events';
import { acceptFrame, acceptMessage, beginSubscription, restartSubscription, type Subscription } from './subscription';
import { sampleRun, sampleRunId, sampleTask } from './test-support/samples';

const tasks: ServerMessage = { type: 'snapshot', subscription: 0, number: 0, data: { kind: 'tasks', organisation: null, tasks: [] } };
const change = (number: number): ServerMessage => ({
  type: 'change',
  subscription: 0,
  number,
  data: { kind: 'task', task: sampleTask(number) }
});

function afterSnapshot(): Subscription {
  return acceptMessage(beginSubscription({ kind: 'tasks', organisation: 'debr' }), tasks).subscription;
}

function logAt(offset: number): Subscription {
  return beginSubscription({ kind: 'log', run: sampleRunId(1), offset });
}

const frame = (offset: number, text: string) => ({ subscription: 0, offset, bytes: new TextEncoder().encode(text) });

describe('a subscription to state', () => {
  it('hands on a snapshot and the changes that follow it', () => {
    const first = acceptMessage(afterSnapshot(), change(1));
    const second = acceptMessage(first.subscription, change(2));
    expect([first.event?.kind, second.event?.kind]).toEqual(['change', 'change']);
    expect(second.again).toBe(false);
  });

  it('asks again when a number is missing', () => {
    const step = acceptMessage(afterSnapshot(), change(2));
    expect(step).toMatchObject({ event: null, again: true });
  });

  it('drops a change that it has had already', () => {
    const once = acceptMessage(afterSnapshot(), change(1));
    const twice = acceptMessage(once.subscription, change(1));
    expect(twice).toEqual({ subscription: once.subscription, event: null, again: false });
  });

  it('asks again when a change comes before any snapshot', () => {
    const step = acceptMessage(restartSubscription(afterSnapshot()), change(1));
    expect(step.again).toBe(true);
  });

  it('ends when it is refused', () => {
    const error = { code: 'not_found', message: 'there is no such organisation', details: null } as const;
    const step = acceptMessage(afterSnapshot(), { type: 'refused', subscription: 0, error });
    expect(step.subscription.ended).toBe(true);
    expect(step.event).toEqual({ kind: 'refused', error });
  });
});

describe('a subscription to a log', () => {
  it('goes on behind what was dropped, and asks for none of it again', () => {
    const gap = { from: 5, to: 100, limit: 64 };
    const step = acceptMessage(logAt(7), { type: 'log_gap', subscription: 0, gap });
    expect(step).toMatchObject({ event: { kind: 'log_gap', gap }, again: false, subscription: { topic: { offset: 100 } } });
    expect(acceptFrame(step.subscription, frame(100, 'tail')).event).toMatchObject({ kind: 'log_bytes', offset: 100 });
    expect(acceptMessage(step.subscription, { type: 'log_gap', subscription: 0, gap }).event).toBeNull();
  });

  it('moves its offset on with each frame', () => {
    const step = acceptFrame(logAt(0), frame(0, 'hello'));
    expect(step.subscription.topic).toMatchObject({ offset: 5 });
  });

  it('cuts off what it has already', () => {
    const step = acceptFrame(logAt(3), frame(0, 'hello'));
    expect(step.event).toEqual({ kind: 'log_bytes', offset: 3, bytes: new TextEncoder().encode('lo') });
  });

  it('drops a frame that brings nothing new', () => {
    expect(acceptFrame(logAt(5), frame(0, 'hello'))).toMatchObject({ event: null, again: false });
  });

  it('asks once more for missing bytes, and takes them for a hole when they don’t come then', () => {
    const asked = acceptFrame(logAt(5), frame(100, 'tail'));
    const answered = acceptFrame(restartSubscription(asked.subscription), frame(100, 'tail'));
    expect(asked).toMatchObject({ event: null, again: true });
    expect(answered.event).toMatchObject({ kind: 'log_bytes', offset: 100 });
  });

  it('ends with the whole log', () => {
    const step = acceptMessage(logAt(5), { type: 'log_end', subscription: 0, run: sampleRun(1) });
    expect(step.subscription.ended).toBe(true);
  });

  it('asks once more for what is missing when the end comes before the last bytes', () => {
    const end = { type: 'log_end', subscription: 0, run: sampleRun(1, { log_bytes: 9 }) } as const;
    const early = acceptMessage(logAt(5), end);
    expect(early).toMatchObject({ event: null, again: true, subscription: { ended: false } });
    const shorter = acceptMessage(restartSubscription(early.subscription), end);
    expect(shorter).toMatchObject({ event: { kind: 'log_end' }, again: false, subscription: { ended: true } });
  });

  it('ignores frames of another kind of topic', () => {
    expect(acceptFrame(afterSnapshot(), frame(0, 'hello')).event).toBeNull();
  });

  it('hands on every byte once, however often parts of it are sent again', () => {
    const log = new TextEncoder().encode('0123456789abcdefghijklmnopqrstuvwxyz');
    const pieces = fc.array(fc.tuple(fc.nat(8), fc.integer({ min: 1, max: 12 })), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, cuts => {
        let subscription = logAt(0);
        const got: number[] = [];
        for (const [back, length] of [...cuts, [0, log.length] as const]) {
          const reached = subscription.topic.kind === 'log' ? subscription.topic.offset : 0;
          const start = Math.max(0, reached - back);
          const step = acceptFrame(subscription, { subscription: 0, offset: start, bytes: log.subarray(start, start + length) });
          subscription = step.subscription;
          got.push(...(step.event?.kind === 'log_bytes' ? step.event.bytes : []));
        }
        expect(got).toEqual([...log.subarray(0, got.length)]);
        expect(got.length).toBe(log.length);
      })
    );
  });
});
