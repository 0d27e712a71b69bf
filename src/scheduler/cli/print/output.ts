import type { Writable } from 'node:stream';

/** Writes to a stream whose reader may go away at any time. */
export interface IOutput {
  /** Resolves when the stream has taken it; bytes pass unchanged. Never rejects. */
  write(data: string | Uint8Array): Promise<void>;
  /** A line of text. */
  line(text: string): Promise<void>;
  /** Aborted when nothing more can be written; the reason is the error. */
  readonly closed: AbortSignal;
}

export function createOutput(stream: Writable): IOutput {
  const controller = new AbortController();
  const closed = controller.signal;
  stream.on('error', error => controller.abort(error));
  const write = (data: string | Uint8Array) =>
    new Promise<void>(resolve => {
      if (closed.aborted) {
        resolve();
        return;
      }
      stream.write(data, error => {
        if (error) {
          controller.abort(error);
        }
        resolve();
      });
    });
  return { write, line: text => write(`${text}\n`), closed };
}

/** Whether the reader went away, as `head` does: no reason to complain. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
