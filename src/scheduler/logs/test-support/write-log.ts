import {
  appendFileSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunId } from '../../../protocol/identity';
import { LOG_INDEX_ENTRY_BYTES, RUN_FILES } from '../../../protocol/run-folder';

/** Folders of runs in a temporary folder, written as a supervisor writes them: a log is opened before it is given its place. */
export type TestRuns = {
  readonly directory: string;
  /** Appends to the run's log; with a time in milliseconds also to its index, before. */
  write(run: RunId, text: string | Uint8Array, mark?: { readonly time: number; readonly stream: 'stdout' | 'stderr' }): void;
  /** Drops bytes of the log and entries of its index; zeros stand there then, as in a hole. */
  drop(run: RunId, gap: { readonly from: number; readonly to: number; readonly entryFrom?: number; readonly entryTo?: number }): void;
  remove(): void;
};

const LIMIT = 1024;

export function makeTestRuns(): TestRuns {
  const directory = join(mkdtempSync(join(tmpdir(), 'peach-logs-')), 'runs');
  const sizes = new Map<RunId, number>();
  const opened = new Map<RunId, number>();

  function open(run: RunId): number {
    const draft = join(directory, '..', run);
    const file = openSync(draft, 'a');
    linkSync(draft, join(directory, run, RUN_FILES.log));
    unlinkSync(draft);
    opened.set(run, file);
    return file;
  }

  return {
    directory,
    write: (run, text, mark) => {
      const bytes = Buffer.from(text);
      const offset = sizes.get(run) ?? 0;
      mkdirSync(join(directory, run), { recursive: true });
      if (mark !== undefined) {
        appendFileSync(join(directory, run, RUN_FILES.logIndex), indexEntry(offset, mark.time, mark.stream));
      }
      writeSync(opened.get(run) ?? open(run), bytes);
      sizes.set(run, offset + bytes.length);
    },
    drop: (run, { from, to, entryFrom = 0, entryTo = 0 }) => {
      const fields = [from, to, entryFrom, entryTo, LIMIT];
      const told = Buffer.alloc(48);
      [...fields, fields.reduce((sum, field) => sum + field)].forEach((field, place) => told.writeBigUInt64LE(BigInt(field), place * 8));
      writeFileSync(join(directory, run, RUN_FILES.logGap), told);
      zero(join(directory, run, RUN_FILES.log), from, to);
      zero(join(directory, run, RUN_FILES.logIndex), entryFrom * LOG_INDEX_ENTRY_BYTES, entryTo * LOG_INDEX_ENTRY_BYTES);
    },
    remove: () => {
      opened.forEach(file => closeSync(file));
      rmSync(join(directory, '..'), { recursive: true, force: true });
    }
  };
}

function zero(path: string, from: number, to: number): void {
  if (to > from) {
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(to - from), 0, to - from, from);
    closeSync(file);
  }
}

function indexEntry(offset: number, time: number, stream: 'stdout' | 'stderr'): Uint8Array {
  const entry = Buffer.alloc(16);
  entry.writeBigUInt64LE(BigInt(offset), 0);
  entry.writeBigUInt64LE(((BigInt(time) * 1_000_000n) << 1n) | (stream === 'stderr' ? 1n : 0n), 8);
  return entry;
}
