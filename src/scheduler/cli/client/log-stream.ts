import { createWebSocketStream } from 'ws';
import { decodeLogFrame, formatTopic, type ServerMessage } from '../../../protocol/events';
import type { RunId } from '../../../protocol/identity';
import type { LogGap } from '../../../protocol/run-folder';
import { parseJson } from '../../../protocol/json';
import type { Run } from '../../../protocol/run';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { ApiClient } from './api-client';

/** How following a log ended: with the run, or with a connection that broke before. */
export type StreamEnd = { readonly kind: 'ended'; readonly run: Run } | { readonly kind: 'lost'; readonly reason: string };

/** What a follower wants to have: bytes with where they stand, and what was dropped before the next ones. Each is awaited before more is read. */
type LogDemand = {
  readonly run: RunId;
  readonly offset: number;
  readonly signal: AbortSignal;
  readonly bytes: (bytes: Uint8Array, offset: number) => Promise<void>;
  readonly gap: (gap: LogGap) => Promise<void>;
};

/** Follows a log over one connection. Aborted by the signal it ends as lost. */
export async function streamLog(client: ApiClient, demand: LogDemand): Promise<Reply<StreamEnd>> {
  const opened = client.socket('/api/events');
  if (!opened.ok) {
    return { ok: true, value: { kind: 'lost', reason: opened.failure.message } };
  }
  const socket = opened.value;
  const leave = () => socket.terminate();
  // A broken connection is told by the stream below; a second error of the same socket tells nothing more.
  socket.on('error', () => undefined);
  demand.signal.addEventListener('abort', leave);
  const topic = formatTopic({ kind: 'log', run: demand.run, offset: demand.offset });
  socket.once('open', () => socket.send(JSON.stringify({ type: 'subscribe', subscription: 1, topic })));
  try {
    // In object mode text arrives as a string and a frame as a buffer; reading slowly slows the scheduler's sending.
    for await (const message of createWebSocketStream(socket, { readableObjectMode: true })) {
      const end = await take(message as string | Buffer, demand);
      if (end !== null) {
        return end;
      }
    }
    return { ok: true, value: { kind: 'lost', reason: 'the connection was closed' } };
  } catch (error) {
    return { ok: true, value: { kind: 'lost', reason: error instanceof Error ? error.message : String(error) } };
  } finally {
    demand.signal.removeEventListener('abort', leave);
    socket.terminate();
  }
}

async function take(message: string | Buffer, demand: LogDemand): Promise<Reply<StreamEnd> | null> {
  if (typeof message !== 'string') {
    const frame = decodeLogFrame(message);
    if (frame !== null) {
      await demand.bytes(frame.bytes, frame.offset);
    }
    return null;
  }
  const said = parseJson(message) as ServerMessage;
  switch (said.type) {
    case 'log_end':
      return { ok: true, value: { kind: 'ended', run: said.run } };
    case 'refused':
      return fail(EXIT.failed, said.error.message);
    case 'snapshot':
      return said.data.kind === 'log' && said.data.run === null ? fail(EXIT.usage, `there is no run ${demand.run} any more`) : null;
    case 'log_gap':
      await demand.gap(said.gap);
      return null;
    case 'change':
    case 'log_index':
      return null;
  }
}
