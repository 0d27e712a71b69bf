import { join } from 'node:path';
import { RUN_FILES } from '../../protocol/run-folder';
import type { LogChunk } from '../ports';
import { createWakeup } from './create-wakeup';
import { isWholeChunk } from './log-source';
import type { LogSources } from './log-sources';
import { fileSize } from './read-bytes';

export type Following = {
  /** The run's folder. */
  readonly folder: string;
  /** Byte of the log to begin with. */
  readonly offset: number;
  readonly ended: Promise<unknown>;
  readonly signal: AbortSignal;
};

/** The log in chunks as it grows, until `ended` has resolved and everything was read, or `signal` is aborted. */
export async function* followLog(
  sources: LogSources,
  { folder, offset, ended, signal }: Following
): AsyncGenerator<LogChunk, void, undefined> {
  const { wake, wait } = createWakeup();
  const { source, close } = sources.open(folder);
  const run = { over: false };
  const onEnd = (): void => {
    run.over = true;
    wake();
  };
  ended.then(onEnd, onEnd);
  signal.addEventListener('abort', wake, { once: true });
  try {
    let at = offset;
    const there = await fileSize(join(folder, RUN_FILES.log));
    while (!signal.aborted) {
      const last = run.over;
      const seen = source.changes.count();
      const chunk = await source.chunk(at);
      if (chunk !== null) {
        yield chunk;
        at = chunk.offset + chunk.bytes.length;
        // What was there at the beginning comes as fast as it is taken.
        if (!run.over && at >= there) {
          await (isWholeChunk(at) ? source.pace() : source.rest());
        }
      } else if (last) {
        return;
      } else {
        const forget = source.changes.onChange(seen, wake);
        await wait();
        forget();
      }
    }
  } finally {
    signal.removeEventListener('abort', wake);
    close();
  }
}
