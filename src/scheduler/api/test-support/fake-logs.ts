import type { RunId } from '../../../protocol/identity';
import type { LogGap, LogIndexEntry } from '../../../protocol/run-folder';
import type { ILogs, LogChunk, LogPart } from '../../ports';

const CHUNK_BYTES = 64 * 1024;

/** Logs in memory that grow as a test says. */
export class FakeLogs implements ILogs {
  readonly #bytes = new Map<RunId, Buffer>();
  readonly #wake = new Set<() => void>();
  /** Logs that are being followed just now. */
  following = 0;
  /** Bytes handed to followers. */
  handedOut = 0;
  readonly #gaps = new Map<RunId, LogGap>();
  /** Makes every read fail. */
  broken = false;

  append(run: RunId, bytes: Uint8Array | string): void {
    this.#bytes.set(run, Buffer.concat([this.#of(run), Buffer.from(bytes)]));
    this.#wake.forEach(wake => wake());
  }

  /** Drops the bytes between two offsets. */
  drop(run: RunId, from: number, to: number): void {
    this.#gaps.set(run, { from, to, limit: 1024 });
  }

  gap(run: RunId): Promise<LogGap | null> {
    return Promise.resolve(this.#gaps.get(run) ?? null);
  }

  size(run: RunId): Promise<number> {
    return Promise.resolve(this.#of(run).length);
  }

  read(run: RunId, from: number, to: number): Promise<LogPart> {
    const gap = this.#gaps.get(run);
    const begin = gap !== undefined && from >= gap.from && from < gap.to ? gap.to : from;
    const end = gap !== undefined && begin < gap.from ? Math.min(gap.from, to) : to;
    return this.broken
      ? Promise.reject(new Error('disk on fire at /secret/path'))
      : Promise.resolve({ offset: begin, bytes: this.#of(run).subarray(begin, Math.max(begin, end)) });
  }

  tailOffset(run: RunId, lines: number): Promise<number> {
    const text = this.#of(run).toString('latin1');
    const ends = [...text.matchAll(/\n(?!$)/g)].map(match => match.index + 1);
    const offset = lines === 0 ? text.length : (ends.at(-lines) ?? 0);
    const gap = this.#gaps.get(run);
    return Promise.resolve(gap !== undefined && offset >= gap.from && offset < gap.to ? gap.to : offset);
  }

  times(_run: RunId, from: number): Promise<readonly LogIndexEntry[]> {
    return Promise.resolve([{ offset: from, time: 1_772_452_800_000, stream: 'stdout' }]);
  }

  async *follow(
    run: RunId,
    offset: number,
    options: { readonly ended: Promise<unknown>; readonly signal: AbortSignal }
  ): AsyncIterable<LogChunk> {
    const end = { come: false };
    void options.ended.then(() => {
      end.come = true;
      this.#wake.forEach(wake => wake());
    });
    this.following += 1;
    let at = offset;
    try {
      while (!options.signal.aborted) {
        const { offset: begin, bytes } = await this.read(run, at, Math.max(at, this.#gaps.get(run)?.to ?? 0) + CHUNK_BYTES);
        if (bytes.length > 0) {
          this.handedOut += bytes.length;
          const gap = begin > at ? await this.gap(run) : null;
          yield { offset: begin, bytes, gap, index: [{ offset: begin, time: 1_772_452_800_000, stream: 'stdout' }] };
          at = begin + bytes.length;
        } else if (end.come) {
          return;
        } else {
          await this.#moreOr(options.signal);
        }
      }
    } finally {
      this.following -= 1;
    }
  }

  #moreOr(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        this.#wake.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #of(run: RunId): Buffer {
    return this.#bytes.get(run) ?? Buffer.alloc(0);
  }
}
