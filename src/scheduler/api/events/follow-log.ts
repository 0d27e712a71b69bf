import { encodeLogFrame, type ServerMessage, type Topic } from '../../../protocol/events';
import type { LogChunk } from '../../ports';
import type { SchedulerServices } from '../../services/scheduler-services';
import type { SocketWriter } from './socket-writer';

type LogTopic = Extract<Topic, { readonly kind: 'log' }>;

/** Where a log is sent. */
export type LogDestination = { readonly subscription: number; readonly writer: SocketWriter; readonly signal: AbortSignal };

/**
 * Sends a run's log from an offset on: the run, then its bytes as they come, then the run as it ended. Nothing more is
 * read from the file before the client has taken what was sent. Ends early by the signal.
 */
export async function followLog(
  { run: id, offset }: LogTopic,
  { queries, logs, runEnded }: SchedulerServices,
  destination: LogDestination
): Promise<void> {
  const { subscription, writer, signal } = destination;
  const say = (message: ServerMessage) => writer.send(JSON.stringify(message));
  const run = queries.run(id);
  say({ type: 'snapshot', subscription, number: 0, data: { kind: 'log', run } });
  if (run === null) {
    return;
  }
  for await (const chunk of logs.follow(id, offset, { ended: runEnded(id), signal })) {
    await sendChunk(chunk, destination);
    if (signal.aborted) {
      return;
    }
  }
  const last = queries.run(id);
  if (!signal.aborted && last !== null) {
    say({ type: 'log_end', subscription, run: last });
  }
}

function sendChunk(chunk: LogChunk, { subscription, writer, signal }: LogDestination): Promise<void> {
  return new Promise(resolve =>
    writer.whenRoom(() => {
      if (!signal.aborted) {
        if (chunk.index.length > 0) {
          const message: ServerMessage = { type: 'log_index', subscription, entries: chunk.index };
          writer.send(JSON.stringify(message));
        }
        writer.send(encodeLogFrame({ subscription, offset: chunk.offset, bytes: chunk.bytes }));
      }
      resolve();
    })
  );
}
