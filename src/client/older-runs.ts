import type { RunId, TaskId } from '../protocol/identity';
import type { RunSummary } from '../protocol/run-history';
import type { IApiClient } from './api-client';

/** Runs that one call brings. */
const PAGE = 1000;

/** How far the older runs of a task have come. */
export type OlderRunsState = 'loading' | 'complete' | 'failed';

/** The runs of a task that are older than those it is followed with, newest first. */
export interface IOlderRuns {
  readonly runs: readonly RunSummary[];
  readonly state: OlderRunsState;
  /** Begins anew with those older than `before`; what is there stays until its place is loaded again. */
  load(task: TaskId, before: RunId | null): void;
  /** Goes on where it failed. */
  goOn(): void;
  /** Forgets them; what is still under way is not taken. */
  clear(): void;
}

export type OlderRunsOptions = {
  readonly api: Pick<IApiClient, 'history'>;
  /** Called after each page, and when no more come. */
  readonly changed: () => void;
};

/** Loads page after page, so that neither the scheduler nor the screen ever waits for all of them. */
export function createOlderRuns({ api, changed }: OlderRunsOptions): IOlderRuns {
  let runs: readonly RunSummary[] = [];
  let state: OlderRunsState = 'complete';
  let place: { readonly task: TaskId; readonly before: RunId | null } | null = null;

  async function loadFrom(from: NonNullable<typeof place>, before: readonly RunSummary[]): Promise<void> {
    place = from;
    state = 'loading';
    const answer = await api.history(from.task, { limit: PAGE, before: from.before });
    if (place !== from) {
      return;
    }
    if (!answer.ok) {
      state = 'failed';
      changed();
      return;
    }
    const loaded = [...before, ...answer.value];
    const last = answer.value.at(-1);
    const whole = last === undefined || answer.value.length < PAGE;
    runs = whole ? loaded : [...loaded, ...runs.filter(run => run.id < last.id)];
    state = whole ? 'complete' : 'loading';
    changed();
    if (!whole) {
      await loadFrom({ task: from.task, before: last.id }, loaded);
    }
  }

  return {
    get runs() {
      return runs;
    },
    get state() {
      return state;
    },
    load: (task, before) => void loadFrom({ task, before }, []),
    goOn: () => {
      if (state === 'failed' && place !== null) {
        const { before } = place;
        void loadFrom(
          { ...place },
          runs.filter(run => before !== null && run.id >= before)
        );
        changed();
      }
    },
    clear: () => {
      runs = [];
      state = 'complete';
      place = null;
    }
  };
}
