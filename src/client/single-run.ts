import type { RunId } from '../protocol/identity';
import type { Run } from '../protocol/run';
import type { ApiFailure } from './answer';
import type { IApiClient } from './api-client';

/** The one run whose log is shown, where it is older than those that its task is followed with. */
export interface ISingleRun {
  /** Null while it is on its way, and where none is wanted. */
  readonly run: Run | null;
  want(id: RunId | null): void;
}

export type SingleRunOptions = {
  readonly api: Pick<IApiClient, 'run'>;
  readonly arrived: () => void;
  readonly failed: (id: RunId, failure: ApiFailure) => void;
};

export function createSingleRun({ api, arrived, failed }: SingleRunOptions): ISingleRun {
  let wanted: RunId | null = null;
  let run: Run | null = null;
  return {
    get run() {
      return run;
    },
    want: id => {
      if (id === wanted) {
        return;
      }
      wanted = id;
      run = null;
      if (id === null) {
        return;
      }
      void api.run(id).then(answer => {
        if (wanted !== id) {
          return;
        }
        if (answer.ok) {
          run = answer.value;
          arrived();
        } else {
          wanted = null;
          failed(id, answer.failure);
        }
      });
    }
  };
}
