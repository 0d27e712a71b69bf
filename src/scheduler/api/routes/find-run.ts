import { done, refuse, type Outcome } from '../../../protocol/errors';
import { parseRunId } from '../../../protocol/identity';
import type { Run } from '../../../protocol/run';
import type { IQueries } from '../../services/scheduler-services';

/** The run that a path names. */
export function findRun(text: string, queries: IQueries): Outcome<Run> {
  const id = parseRunId(text);
  const run = id === null ? null : queries.run(id);
  return run === null ? refuse('not_found', `no run ${JSON.stringify(text)}; use its UUID, in lower case`) : done(run);
}
