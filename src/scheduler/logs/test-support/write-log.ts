import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunId } from '../../../protocol/identity';
import { RUN_FILES } from '../../../protocol/run-folder';

/** Folders of runs in a temporary folder, written as a supervisor writes them. */
export type TestRuns = {
  readonly directory: string;
  /** Appends to the run's log; with a time in milliseconds also to its index, before. */
  write(run: RunId, text: string | Uint8Array, mark?: { readonly time: number; readonly stream: 'stdout' | 'stderr' }): void;
  remove(): void;
};

export function makeTestRuns(): TestRuns {
  const directory = join(mkdtempSync(join(tmpdir(), 'peach-logs-')), 'runs');
  const sizes = new Map<RunId, number>();
  return {
    directory,
    write: (run, text, mark) => {
      const bytes = Buffer.from(text);
      const offset = sizes.get(run) ?? 0;
      mkdirSync(join(directory, run), { recursive: true });
      if (mark !== undefined) {
        appendFileSync(join(directory, run, RUN_FILES.logIndex), indexEntry(offset, mark.time, mark.stream));
      }
      appendFileSync(join(directory, run, RUN_FILES.log), bytes);
      sizes.set(run, offset + bytes.length);
    },
    remove: () => rmSync(join(directory, '..'), { recursive: true, force: true })
  };
}

function indexEntry(offset: number, time: number, stream: 'stdout' | 'stderr'): Uint8Array {
  const entry = Buffer.alloc(16);
  entry.writeBigUInt64LE(BigInt(offset), 0);
  entry.writeBigUInt64LE(((BigInt(time) * 1_000_000n) << 1n) | (stream === 'stderr' ? 1n : 0n), 8);
  return entry;
}
