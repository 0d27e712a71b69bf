import { formatTopic, type Topic } from '../protocol/events';
import type { IConnection } from './connection';
import type { ClientEvent } from './reduce';

/** Follows a changing set of topics. */
export interface ITopicFollower {
  /** Follows exactly these from now on. */
  follow(topics: readonly Topic[]): void;
}

/** Hands each event of the followed topics to `learn`. */
export function createTopicFollower(connection: Pick<IConnection, 'subscribe'>, learn: (event: ClientEvent) => void): ITopicFollower {
  const followed = new Map<string, { readonly topic: Topic; readonly stop: () => void }>();
  const begin = (topic: Topic): (() => void) =>
    connection.subscribe(topic, event => {
      if (event.kind === 'snapshot') {
        learn({ kind: 'snapshot', topic, data: event.data });
      } else if (event.kind === 'change') {
        learn({ kind: 'change', topic, data: event.data });
      }
    });
  return {
    follow: topics => {
      const wanted = new Map(topics.map(topic => [formatTopic(topic), topic]));
      const left = [...followed].filter(([name]) => !wanted.has(name));
      for (const [name, { stop }] of left) {
        stop();
        followed.delete(name);
      }
      for (const [name, topic] of wanted) {
        if (!followed.has(name)) {
          followed.set(name, { topic, stop: begin(topic) });
        }
      }
      for (const [, { topic }] of left) {
        learn({ kind: 'left', topic });
      }
    }
  };
}
