import { encodeLogFrame, encodeLogFrameHeader, type ServerMessage, type Topic } from '../../../protocol/events';
import type { LogIndexEntry } from '../../../protocol/run-folder';
import type { LogChunk } from '../../ports';
import type { SchedulerServices } from '../../services/scheduler-services';
import type { SocketWriter } from './socket-writer';

type LogTopic = Extract<Topic, { readonly kind: 'log' }>;

/** Bytes that may wait for a slow client before the next chunk is read for it: it has one chunk in memory at most. */
const BACKLOG = 64 * 1024;
/** Bytes from which on the copy that joins a frame costs more than sending it in two parts. */
const LARGE = 16 * 1024;

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
    if (signal.aborted) {
      return;
    }
    sendChunk(chunk, destination);
    await new Promise<void>(resolve => writer.whenRoom(resolve, BACKLOG));
  }
  const last = queries.run(id);
  if (!signal.aborted && last !== null) {
    say({ type: 'log_end', subscription, run: last });
  }
}

function sendChunk({ offset, bytes, index, gap }: LogChunk, { subscription, writer }: LogDestination): void {
  if (gap !== null) {
    const message: ServerMessage = { type: 'log_gap', subscription, gap };
    writer.send(JSON.stringify(message));
  }
  if (index.length > 0) {
    writer.send(`{"type":"log_index","subscription":${subscription},"entries":${indexText(index)}}`);
  }
  if (bytes.length < LARGE) {
    writer.send(encodeLogFrame({ subscription, offset, bytes }));
  } else {
    writer.sendJoined(encodeLogFrameHeader({ subscription, offset }), bytes);
  }
}

/** Made once for all clients that are sent the same chunk. */
const indexTexts = new WeakMap<readonly LogIndexEntry[], string>();

function indexText(index: readonly LogIndexEntry[]): string {
  const text = indexTexts.get(index) ?? JSON.stringify(index);
  indexTexts.set(index, text);
  return text;
}
