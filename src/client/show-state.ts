import type { ClientState } from './client-state';
import type { ConnectionState } from './connection-state';
import type { RunId } from '../protocol/identity';
import type { Run } from '../protocol/run';
import type { joinRuns } from './join-runs';
import type { ILogStore } from './log-store';
import type { IOlderRuns } from './older-runs';
import type { Selection } from './selection';
import type { SchedulerStatus, TasksInformationState } from './tasks-information-state';

export type ShowInput = {
  readonly known: ClientState;
  readonly selection: Selection;
  readonly connection: ConnectionState;
  readonly scheduler: SchedulerStatus | null;
  readonly logs: Pick<ILogStore, 'get'>;
  readonly failure: string | null;
  /** Older than those that are known of the task. */
  readonly older: Pick<IOlderRuns, 'runs' | 'state'>;
  readonly join: typeof joinRuns;
  /** The run whose log is shown alone, where it is an older one. */
  readonly single: Run | null;
};

/** What is shown of what is known, for this selection. */
export function showState(input: ShowInput): TasksInformationState {
  const { known, selection, connection, scheduler, failure } = input;
  const organisations = known.organisations?.organisations ?? null;
  const ofOrganisation = selection.organisation === null ? undefined : known.tasks.get(selection.organisation);
  const ofTask = selection.task === null ? undefined : known.task.get(selection.task);
  const tasks = ofOrganisation?.tasks ?? null;
  const runs = ofTask?.runs ?? null;
  return {
    connection,
    scheduler,
    failure,
    organisations,
    repositories: known.organisations?.repositories ?? [],
    organisation: ofOrganisation?.organisation ?? organisations?.find(one => one.codops === selection.organisation) ?? null,
    tasks,
    task: ofTask?.task ?? tasks?.find(task => task.id === selection.task) ?? null,
    runs: runs === null ? null : input.join(runs, input.older.runs),
    history: input.older.state,
    run: selection.run,
    only: selection.only,
    logs: runsWithLogs(runs ?? [], selection.only, input.single)
      .toReversed()
      .map(run => ({ run, log: input.logs.get(run.id) }))
  };
}

/** The runs whose logs are shown: all of `runs`, newest first, or `only` one, which may be the older `single` one. */
export function runsWithLogs(runs: readonly Run[], only: RunId | null, single: Run | null): readonly Run[] {
  if (only === null) {
    return runs;
  }
  const run = runs.find(({ id }) => id === only) ?? (single?.id === only ? single : null);
  return run === null ? [] : [run];
}
