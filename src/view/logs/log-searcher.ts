import type { LogQuery } from '../../core/logs/find-in-line';
import type { RunId } from '../../protocol/identity';
import type { LogMatch } from '../../protocol/log-lines';
import type { SearchLog } from '../tasks-information/tasks-information-actions';

/** A log that is searched. `lines`: how many it has by now. */
type SearchedLog = { readonly run: RunId; readonly lines: number };

/** A match, and its place among all that were found. */
export type FoundMatch = { readonly run: RunId; readonly match: LogMatch; readonly place: number };

export type SearchState = {
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
  readonly busy: boolean;
  /** Why the search failed; null where it did not. */
  readonly failure: string | null;
};

/** What a searcher works for; it may become another. */
type SearchSite = {
  readonly searchLog: SearchLog;
  readonly changed: () => void;
  /** Called when all logs were looked through for new words and there is a match. */
  readonly found: () => void;
};

/** Calls `callback` once after some milliseconds. Returns what cancels it. */
type After = (milliseconds: number, callback: () => void) => () => void;

/** Searches several logs, one after another, and goes on in those that grow. */
export interface ILogSearcher {
  readonly state: SearchState;
  serve(site: SearchSite): void;
  /** The match that the person is at; null before there is one. */
  current(): FoundMatch | null;
  /** Goes to match number `place`. */
  goTo(place: number): void;
  /** Searches for something else. */
  search(query: LogQuery): void;
  /** The logs to search, in their order. */
  lookIn(logs: readonly SearchedLog[]): void;
  /** Match number `place`, or null. */
  at(place: number): FoundMatch | null;
  /** Looks for more matches, where there are more than were counted. */
  findMore(): void;
  stop(): void;
}

/** Milliseconds that a person may still be typing. */
const TYPING = 150;
/** Milliseconds between two looks at what came to a log. */
const AGAIN = 1000;

type Found = { readonly matches: readonly LogMatch[]; readonly next: number; readonly more: boolean; readonly lines: number };

export function createLogSearcher(after: After): ILogSearcher {
  return new LogSearcher(after);
}

class LogSearcher implements ILogSearcher {
  private query: LogQuery = { words: '', matchCase: false };
  private logs: readonly SearchedLog[] = [];
  private found = new Map<RunId, Found>();
  private failure: string | null = null;
  /** The run that is searched just now. */
  private searched: RunId | null = null;
  private wanted: RunId | null = null;
  private place: number | null = null;
  private cancel: () => void = () => undefined;
  private cancelWait: () => void = () => undefined;

  private site: SearchSite | null = null;

  constructor(private readonly after: After) {}

  serve(site: SearchSite): void {
    this.site = site;
  }

  get state(): SearchState {
    const own = this.logs.flatMap(({ run }) => this.found.get(run) ?? []);
    return {
      count: own.reduce((sum, { matches }) => sum + matches.length, 0),
      more: own.some(({ more }) => more),
      busy: this.query.words !== '' && this.failure === null && own.length < this.logs.length,
      failure: this.failure
    };
  }

  current(): FoundMatch | null {
    return this.place === null ? null : this.at(this.place);
  }

  goTo(place: number): void {
    this.place = place;
    this.site?.changed();
  }

  search(query: LogQuery): void {
    this.stop();
    this.place = null;
    this.query = query;
    this.found = new Map();
    this.failure = null;
    this.wait(TYPING);
    this.site?.changed();
  }

  lookIn(logs: readonly SearchedLog[]): void {
    const isOther = logs.length !== this.logs.length || logs.some((log, place) => this.isOther(log, place));
    this.logs = logs;
    if (isOther && this.searched === null && this.query.words !== '' && this.failure === null) {
      this.wait(this.found.size === 0 ? TYPING : AGAIN);
    }
  }

  at(place: number): FoundMatch | null {
    let before = 0;
    for (const { run } of this.logs) {
      const { matches = [] } = this.found.get(run) ?? {};
      const match = matches[place - before];
      if (match !== undefined) {
        return { run, match, place };
      }
      before += matches.length;
    }
    return null;
  }

  findMore(): void {
    this.wanted = this.logs.find(({ run }) => this.found.get(run)?.more)?.run ?? null;
    this.goOn();
  }

  stop(): void {
    this.cancelWait();
    this.cancel();
    this.searched = null;
    this.wanted = null;
  }

  private isOther({ run, lines }: SearchedLog, place: number): boolean {
    const before = this.logs[place];
    return before?.run !== run || before.lines !== lines;
  }

  private wait(milliseconds: number): void {
    this.cancelWait();
    this.cancelWait = this.after(milliseconds, () => this.goOn());
  }

  private goOn(): void {
    const next = this.logs.find(log => this.isWanted(log));
    if (this.searched === null && this.query.words !== '' && next !== undefined && this.site !== null) {
      void this.searchOne(next, this.site);
    }
  }

  private isWanted({ run, lines }: SearchedLog): boolean {
    const found = this.found.get(run);
    return found === undefined || this.wanted === run || (!found.more && found.lines !== lines);
  }

  private async searchOne({ run, lines }: SearchedLog, { searchLog }: SearchSite): Promise<void> {
    const before = this.found.get(run);
    const from = before?.next ?? 0;
    this.searched = run;
    this.wanted = null;
    const cancelled = new Promise<'cancelled'>(resolve => {
      this.cancel = () => resolve('cancelled');
    });
    const answer = await Promise.race([cancelled, searchLog(run, { ...this.query, from, cancelled })]);
    if (answer === 'cancelled') {
      return;
    }
    this.searched = null;
    if (answer.ok) {
      const kept = before?.matches.filter(match => match.offset < from) ?? [];
      this.found.set(run, { ...answer.value, matches: [...kept, ...answer.value.matches], lines });
      this.wait(this.logs.some(log => !this.found.has(log.run)) ? 0 : AGAIN);
    } else {
      this.failure = answer.failure.message;
    }
    this.site?.changed();
    if (this.place === null && this.state.count > 0 && !this.state.busy) {
      this.site?.found();
    }
  }
}
