import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { decodeLogFrame, type ServerMessage } from '../../../src/protocol/events';
import type { SchedulerAddress } from '../../../src/protocol/health';
import type { Following } from '../history/history';
import { moment } from '../world/moment';

/** Those who follow logs, as a page in a browser does. */
export interface IFollowers {
  /** Follows the log of the run to its end, over every broken connection. Resolves with what came; `signal` gives up. */
  follow(run: string, signal: AbortSignal): Promise<Following>;
  /** Those that are connected. */
  readonly connected: number;
  /** Cuts every connection. */
  cut(): void;
}

/** Milliseconds before a broken connection is made anew. */
const PAUSE = 100;
/** Number of the only subscription on a connection. */
const SUBSCRIPTION = 1;

/** What one follower has so far. */
type Progress = { readonly pieces: Uint8Array[]; readonly jumps: string[]; offset: number; complete: boolean };

export function createFollowers(address: () => SchedulerAddress | null): IFollowers {
  const sockets = new Set<WebSocket>();
  return {
    follow: async (run, signal) => {
      const progress: Progress = { pieces: [], jumps: [], offset: 0, complete: false };
      while (!progress.complete && !signal.aborted) {
        const scheduler = address();
        if (scheduler !== null) {
          await connectOnce(scheduler, { run, progress, sockets, signal });
        }
        await pause(PAUSE);
      }
      return { run, bytes: Buffer.concat(progress.pieces), complete: progress.complete, jumps: progress.jumps, until: moment() };
    },
    get connected() {
      return sockets.size;
    },
    cut: () => sockets.forEach(socket => socket.terminate())
  };
}

type Connection = { readonly run: string; readonly progress: Progress; readonly sockets: Set<WebSocket>; readonly signal: AbortSignal };

/** Resolves when the connection is gone, or the log has ended. */
function connectOnce({ url, token }: SchedulerAddress, { run, progress, sockets, signal }: Connection): Promise<void> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/events`, { headers: { authorization: `Bearer ${token}` } });
    const giveUp = (): void => socket.terminate();
    sockets.add(socket);
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'subscribe', subscription: SUBSCRIPTION, topic: `log:${run}@${progress.offset}` }))
    );
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        takeFrame(data, progress);
      } else if ((JSON.parse(data.toString('utf8')) as ServerMessage).type === 'log_end') {
        progress.complete = true;
        socket.close();
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
  });
}

function takeFrame(data: Buffer, progress: Progress): void {
  const frame = decodeLogFrame(data);
  if (frame === null) {
    progress.jumps.push('a frame is too short to be one');
    return;
  }
  if (frame.offset !== progress.offset) {
    progress.jumps.push(`a frame at ${frame.offset} came where ${progress.offset} was next`);
  }
  progress.pieces.push(Buffer.from(frame.bytes));
  progress.offset = frame.offset + frame.bytes.length;
}
