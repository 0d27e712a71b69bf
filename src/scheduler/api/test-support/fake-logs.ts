import type { RunId } from '../../../protocol/identity';
import type { ILogs, LogChunk } from '../../ports';

const CHUNK_BYTES = 64 * 1024;

/** Logs in memory that grow as a test says. */
export class FakeLogs implements ILogs {
  readonly #bytes = new Map<RunId, Buffer>();
  readonly #wake = new Set<() => void>();
  /** Logs that are being followed just now. */
  following = 0;
  /** Bytes handed to followers. */
  handedOut = 0;
  /** Makes every read fail. */
  broken = false;

  append(run: RunId, bytes: Uint8Array | string): void {
    this.#bytes.set(run, Buffer.concat([this.#of(run), Buffer.from(bytes)]));
    this.#wake.forEach(wake => wake());
  }

  size(run: RunId): Promise<number> {
    return Promise.resolve(this.#of(run).length);
  }

  read(run: RunId, from: number, to: number): Promise<Uint8Array> {
    return this.broken ? Promise.reject(new Error('disk on fire at /secret/path')) : Promise.resolve(this.#of(run).subarray(from, to));
  }

  tailOffset(run: RunId, lines: number): Promise<number> {
    const text = this.#of(run).toString('latin1');
    const ends = [...text.matchAll(/\n(?!$)/g)].map(match => match.index + 1);
    return Promise.resolve(lines === 0 ? text.length : (ends.at(-lines) ?? 0));
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
        const bytes = await this.read(run, at, at + CHUNK_BYTES);
        if (bytes.length > 0) {
          this.handedOut += bytes.length;
          yield { offset: at, bytes, index: [{ offset: at, time: 1_772_452_800_000, stream: 'stdout' }] };
          at += bytes.length;
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
