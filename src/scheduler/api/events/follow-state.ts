import type { SocketWriter } from './socket-writer';
import type { StateTopic, TopicChannels } from './topic-channels';
import type { TopicUpdate } from './topic-channel';

/**
 * Sends `topic` as subscription `subscription`: a snapshot, then numbered changes. While the client is behind, changes
 * are dropped, and one snapshot follows when it has caught up. Returns what ends it.
 */
export function followState(
  topic: StateTopic,
  subscription: number,
  { channels, writer }: { readonly channels: TopicChannels; readonly writer: SocketWriter }
): () => void {
  let number = 0;
  let behind = false;
  let ended = false;

  const send = (type: 'snapshot' | 'change', data: string) =>
    // The data is JSON already, made once for every connection.
    writer.send(`{"type":"${type}","subscription":${subscription},"number":${number},"data":${data}}`);

  const startAgain = () => {
    behind = true;
    writer.whenRoom(() => {
      behind = false;
      if (!ended) {
        number = 0;
        send('snapshot', following.snapshot());
      }
    });
  };

  const take = (update: TopicUpdate) => {
    if (behind) {
      return;
    }
    if (writer.congested || update.kind === 'snapshot') {
      startAgain();
      return;
    }
    for (const change of update.changes) {
      number += 1;
      send('change', change);
    }
  };

  const following = channels.follow(topic, take);
  startAgain();
  return () => {
    ended = true;
    following.end();
  };
}
