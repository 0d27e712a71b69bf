import type { ClientState } from './client-state';
import type { ConnectionState } from './connection-state';
import type { ILogStore } from './log-store';
import type { Selection } from './selection';
import type { SchedulerStatus, TasksInformationState } from './tasks-information-state';

export type ShowInput = {
  readonly known: ClientState;
  readonly selection: Selection;
  readonly connection: ConnectionState;
  readonly scheduler: SchedulerStatus | null;
  readonly logs: Pick<ILogStore, 'get'>;
  readonly failure: string | null;
};

/** What is shown of what is known, for this selection. */
export function showState(input: ShowInput): TasksInformationState {
  const { known, selection, connection, scheduler, failure } = input;
  const organisations = known.organisations?.organisations ?? null;
  const ofOrganisation = selection.organisation === null ? undefined : known.tasks.get(selection.organisation);
  const ofTask = selection.task === null ? undefined : known.task.get(selection.task);
  const tasks = ofOrganisation?.tasks ?? null;
  const runs = ofTask?.runs ?? null;
  const shownRuns = (runs ?? []).filter(run => selection.only === null || run.id === selection.only);
  return {
    connection,
    scheduler,
    failure,
    organisations,
    repositories: known.organisations?.repositories ?? [],
    organisation: ofOrganisation?.organisation ?? organisations?.find(one => one.codops === selection.organisation) ?? null,
    tasks,
    task: ofTask?.task ?? tasks?.find(task => task.id === selection.task) ?? null,
    runs,
    run: selection.run,
    only: selection.only,
    logs: shownRuns.toReversed().map(run => ({ run, log: input.logs.get(run.id) }))
  };
}
