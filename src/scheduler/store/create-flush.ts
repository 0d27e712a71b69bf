import { open, type FileHandle } from 'node:fs/promises';
import { shareCalls } from '../../core/concurrency/share-calls';

/** Puts on the disk what was written before, away from the event loop. */
export interface IFlush {
  /** Resolves when all that was written before the call survives a loss of power. Calls of one moment share a flush. */
  flush(): Promise<void>;
  close(): void;
}

/** Of a database in `file` that writes ahead: what counts as written is in its log, the same file while somebody has it open. */
export function createFlush(file: string): IFlush {
  if (file === ':memory:') {
    return { flush: () => Promise.resolve(), close: () => undefined };
  }
  let log: Promise<FileHandle> | null = null;
  const forget = (): void => {
    log?.then(handle => handle.close()).catch(() => undefined);
    log = null;
  };
  const flush = shareCalls(async () => {
    log ??= open(`${file}-wal`, 'r');
    try {
      await (await log).datasync();
    } catch (error) {
      forget();
      throw error;
    }
  });
  return {
    flush,
    close: () =>
      void flush()
        .catch(() => undefined)
        .finally(forget)
  };
}
