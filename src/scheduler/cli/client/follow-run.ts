import { setTimeout as pause } from 'node:timers/promises';
import { describeLogGap } from '../../../core/text/describe-log-gap';
import type { RunId } from '../../../protocol/identity';
import type { Run } from '../../../protocol/run';
import type { LogGap } from '../../../protocol/run-folder';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { IOutput } from '../print/output';
import type { ApiClient } from './api-client';
import { streamLog } from './log-stream';

/** A scheduler that went away may come back: its run goes on meanwhile. Milliseconds. */
const RECONNECT = { every: 500, atMost: 30_000 } as const;

const NEWLINE = 0x0a;

/** What is followed, from which byte on, and where its bytes go. */
export type Following = {
  readonly run: RunId;
  readonly offset: number;
  readonly out: Pick<IOutput, 'write'>;
  /** Aborted: it is followed no longer. */
  readonly signal: AbortSignal;
};

/** Writes a run's log as it comes; the run as it ended, or null where it was no longer followed. No byte is missing or doubled after a lost connection. */
export async function followRun(
  client: ApiClient,
  following: Following,
  reconnect: { readonly every: number; readonly atMost: number } = RECONNECT
): Promise<Reply<Run | null>> {
  const { run, out, signal } = following;
  let { offset } = following;
  let patience = reconnect.atMost;
  let last = NEWLINE;
  const bytes = async (piece: Uint8Array, at: number) => {
    patience = reconnect.atMost;
    offset = at + piece.length;
    last = piece.at(-1) ?? last;
    await out.write(piece);
  };
  const gap = async ({ from, to, limit }: LogGap) => {
    const dropped = to - Math.max(from, offset);
    offset = to;
    await out.write(`${last === NEWLINE ? '' : '\n'}${describeLogGap(dropped, limit)}\n`);
    last = NEWLINE;
  };
  for (;;) {
    const end = await streamLog(client, { run, offset, signal, bytes, gap });
    if (signal.aborted) {
      return { ok: true, value: null };
    }
    if (!end.ok) {
      return end;
    }
    if (end.value.kind === 'ended') {
      return { ok: true, value: end.value.run };
    }
    if (patience <= 0) {
      return fail(
        EXIT.unreachable,
        `lost the scheduler (${end.value.reason}); the run goes on without it: \`peach logs -f ${run}\` follows it again`
      );
    }
    patience -= reconnect.every;
    await pause(reconnect.every, undefined, { signal }).catch(() => undefined);
  }
}
