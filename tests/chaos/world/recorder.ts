import type { CommitFact, History, StopRequest } from '../history/history';

/** What is written down by the harness itself; the rest of a history is read when all is at rest. */
type Recorded = Pick<
  History,
  | 'asked'
  | 'stops'
  | 'faults'
  | 'strays'
  | 'followings'
  | 'storeLooks'
  | 'fullDiskAnswers'
  | 'commits'
  | 'dues'
  | 'schedulerEnds'
  | 'vainWaits'
>;

type Lists = { -readonly [K in keyof Recorded]: Recorded[K][number][] };

/** Keeps what was asked, done and seen since the last rest. */
export interface IRecorder {
  add<K extends keyof Recorded>(kind: K, fact: Recorded[K][number]): void;
  /** Notes that a stop was acknowledged after all. */
  acknowledge(stop: StopRequest): void;
  /** Notes that something did not come that was waited for with all patience: what follows would only take time. */
  giveUp(): void;
  readonly givenUp: boolean;
  readonly recorded: Recorded;
  /** Begins anew; the last commit of each repository stays known. */
  begin(): void;
}

export function createRecorder(): IRecorder {
  let lists = emptyLists([]);
  let givenUp = false;
  return {
    add: (kind, fact) => {
      (lists[kind] as (typeof fact)[]).push(fact);
    },
    acknowledge: stop => {
      lists = { ...lists, stops: lists.stops.map(each => (each === stop ? { ...stop, acknowledged: true } : each)) };
    },
    giveUp: () => {
      givenUp = true;
    },
    get givenUp() {
      return givenUp;
    },
    get recorded() {
      return lists;
    },
    begin: () => {
      givenUp = false;
      const newest = new Map(lists.commits.map(commit => [commit.repository, commit]));
      lists = emptyLists([...newest.values()]);
    }
  };
}

function emptyLists(commits: CommitFact[]): Lists {
  return {
    asked: [],
    stops: [],
    faults: [],
    strays: [],
    followings: [],
    storeLooks: [],
    fullDiskAnswers: [],
    commits,
    dues: [],
    schedulerEnds: [],
    vainWaits: []
  };
}
