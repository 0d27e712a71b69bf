import type { RunId } from '../protocol/identity';
import type { Answer } from './answer';
import type { IApiClient } from './api-client';
import type { FetchedBlocks } from './fetched-blocks';
import type { ByteSpan, IRunLogWriter } from './run-log';
import type { ITimers } from './timers';

/** Fetches what of a log does not come by itself: how many lines it has, and the lines that are looked at. */
export interface ILogLoader {
  /** Why something can’t be fetched, which is tried again; null where all is well. */
  readonly problem: string | null;
  /** Lines `first` to `last` are looked at. */
  need(first: number, last: number): void;
  stop(): void;
}

export type LogLoaderOptions = {
  readonly run: RunId;
  readonly log: IRunLogWriter;
  readonly api: Pick<IApiClient, 'log' | 'logLines' | 'logTimes'>;
  readonly timers: ITimers;
  readonly changed: () => void;
};

/** Milliseconds after which what failed is tried again. */
const RETRY = 2000;
/** Milliseconds after which a log is counted again whose middle is being dropped. */
const RECOUNT = 500;

export function createLogLoader(options: LogLoaderOptions): ILogLoader {
  return new LogLoader(options);
}

class LogLoader implements ILogLoader {
  problem: string | null = null;
  private wanted: { readonly first: number; readonly last: number } | null = null;
  private busy = false;
  private stopped = false;
  private cancelRetry: () => void = () => undefined;
  /** Whether the lines have to be counted, for the first time or again. */
  private uncounted: boolean;

  constructor(private readonly options: LogLoaderOptions) {
    this.uncounted = options.log.uncountedBytes > 0;
    this.goOn();
  }

  need(first: number, last: number): void {
    this.wanted = { first, last };
    this.goOn();
  }

  stop(): void {
    this.stopped = true;
    this.cancelRetry();
  }

  private goOn(): void {
    if (this.busy || this.stopped) {
      return;
    }
    if (this.uncounted) {
      this.work(() => this.count());
    } else if (this.wanted !== null) {
      const spans = this.options.log.missing(this.wanted.first, this.wanted.last);
      if (spans.length > 0) {
        this.work(() => this.fetch(spans));
      }
    }
  }

  /** Does one thing at a time, and then what is needed by then. `step` resolves with how long to wait before. */
  private work(step: () => Promise<number>): void {
    this.busy = true;
    void step().then(pause => {
      const again = (): void => {
        this.busy = false;
        this.goOn();
      };
      if (pause > 0) {
        this.cancelRetry = this.options.timers.after(pause, again);
      } else {
        again();
      }
      if (!this.stopped) {
        this.options.changed();
      }
    });
  }

  private async count(): Promise<number> {
    const { api, run, log } = this.options;
    const answer = await api.logLines(run, log.countable);
    if (!answer.ok) {
      return this.failed(answer.failure.message);
    }
    this.uncounted = false;
    this.problem = null;
    log.counted(answer.value);
    return 0;
  }

  private async fetch(spans: readonly ByteSpan[]): Promise<number> {
    const answer = await this.fetchSpans(spans);
    if (!answer.ok) {
      return this.failed(answer.failure.message);
    }
    this.problem = null;
    if (answer.value === 'changed') {
      this.uncounted = true;
      return RECOUNT;
    }
    this.options.log.put(answer.value);
    return 0;
  }

  private async fetchSpans(spans: readonly ByteSpan[]): Promise<Answer<FetchedBlocks | 'changed'>> {
    const { api, run } = this.options;
    const [from, to] = [spans[0]?.from ?? 0, spans.at(-1)?.to ?? 0];
    const [times, ...pieces] = await Promise.all([api.logTimes(run, from, to), ...spans.map(span => api.log(run, span))]);
    if (!times.ok) {
      return times;
    }
    const parts: { offset: number; bytes: Uint8Array }[] = [];
    for (const [place, span] of spans.entries()) {
      const piece = pieces[place];
      if (piece !== undefined && !piece.ok) {
        return piece;
      }
      if (piece?.value.length !== span.to - span.from) {
        return { ok: true, value: 'changed' };
      }
      parts.push({ offset: span.from, bytes: piece.value });
    }
    return { ok: true, value: { parts, entries: times.value.entries } };
  }

  private failed(message: string): number {
    this.problem = message;
    return RETRY;
  }
}
