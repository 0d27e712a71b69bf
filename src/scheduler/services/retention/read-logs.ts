import { removedLogWords, lostLogWords } from '../../../core/retention/missing-log-words';
import type { RunId } from '../../../protocol/identity';
import { hasEnded } from '../../../protocol/run';
import type { ILogs, LogChunk } from '../../ports';
import type { IRetentionStore, IRunStore } from '../../store-port';

/** Logs that know who follows them, and that say in words what became of one that is gone. */
export type ReadLogs = ILogs & {
  /** Whether somebody follows the log of this run just now. */
  isRead(run: RunId): boolean;
};

type Ports = { readonly store: Pick<IRunStore, 'run'> & Pick<IRetentionStore, 'logRemovedAt'>; readonly logs: ILogs };

/** In place of a log that was removed stand the words that say so, so that nobody takes it for an empty one. */
export function createReadLogs({ store, logs }: Ports): ReadLogs {
  const readers = new Map<RunId, number>();
  const count = (run: RunId, change: 1 | -1): void => {
    const left = (readers.get(run) ?? 0) + change;
    if (left === 0) {
      readers.delete(run);
    } else {
      readers.set(run, left);
    }
  };

  /** Null where the log is there, or never was. */
  async function words(id: RunId): Promise<Uint8Array | null> {
    const run = store.run(id);
    if (run === null || !hasEnded(run.status) || run.log_bytes === 0 || (await logs.size(id)) > 0) {
      return null;
    }
    const removedAt = store.logRemovedAt(id);
    const endedAt = Date.parse(run.ended_at ?? run.queued_at);
    return new TextEncoder().encode(removedAt === null ? lostLogWords(run.log_bytes) : removedLogWords({ endedAt, removedAt }));
  }

  async function* follow(run: RunId, offset: number, options: Parameters<ILogs['follow']>[2]): AsyncIterable<LogChunk> {
    count(run, 1);
    try {
      const instead = await words(run);
      if (instead === null) {
        yield* logs.follow(run, offset, options);
      } else if (offset < instead.length) {
        yield { offset, bytes: instead.subarray(offset), index: [], gap: null };
      }
    } finally {
      count(run, -1);
    }
  }

  return {
    isRead: run => readers.has(run),
    size: async run => (await words(run))?.length ?? logs.size(run),
    gap: run => logs.gap(run),
    read: async (run, from, to) => {
      const instead = await words(run);
      return instead === null ? logs.read(run, from, to) : { offset: from, bytes: instead.subarray(from, to) };
    },
    tailOffset: async (run, lines) => ((await words(run)) === null ? logs.tailOffset(run, lines) : 0),
    times: async (run, from, to) => ((await words(run)) === null ? logs.times(run, from, to) : []),
    follow
  };
}
