import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RUN_FILES } from '../../protocol/run-folder';
import type { LogChunk } from '../ports';
import { createWakeup } from './create-wakeup';
import type { FolderWatches } from './folder-watches';
import { createIndexReader } from './index-reader';
import { readBytes } from './read-bytes';

export type Following = {
  /** The run's folder. */
  readonly folder: string;
  /** Byte of the log to begin with. */
  readonly offset: number;
  readonly watches: FolderWatches;
  readonly ended: Promise<unknown>;
  readonly signal: AbortSignal;
};

const MOST_BYTES = 256 * 1024;
/** What comes within this time of what was sent is sent together. Milliseconds. */
const BATCH = 16;

/** The log in chunks as it grows, until `ended` has resolved and everything was read, or `signal` is aborted. */
export async function* followLog({ folder, offset, watches, ended, signal }: Following): AsyncGenerator<LogChunk, void, undefined> {
  const { wake, wait } = createWakeup();
  const index = createIndexReader(join(folder, RUN_FILES.logIndex));
  const unwatch = watches.watch(folder, wake);
  const run = { over: false };
  const onEnd = (): void => {
    run.over = true;
    wake();
  };
  ended.then(onEnd, onEnd);
  signal.addEventListener('abort', wake, { once: true });
  try {
    let at = offset;
    while (!signal.aborted) {
      const last = run.over;
      const bytes = await readBytes(join(folder, RUN_FILES.log), at, at + MOST_BYTES);
      if (bytes.length > 0) {
        yield { offset: at, bytes, index: await index.covering(at, at + bytes.length) };
        at += bytes.length;
        await (bytes.length < MOST_BYTES && !run.over ? pause(BATCH) : null);
      } else if (last) {
        return;
      } else {
        await wait();
      }
    }
  } finally {
    signal.removeEventListener('abort', wake);
    unwatch();
  }
}
