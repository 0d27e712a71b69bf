import type { RunTrigger } from '../../protocol/run';
import type { IClock, IIds } from '../ports';
import type { NewRun, TaskRecord } from '../store-port';
import type { IRepositories } from './repositories';

type Ports = { readonly clock: IClock; readonly ids: IIds; readonly repositories: IRepositories };

/** A run of the task as it would be made now; null where its repository has not been read, or it never had a good definition. */
export function newRun({ clock, ids, repositories }: Ports, task: TaskRecord, trigger: RunTrigger): NewRun | null {
  const head = repositories.find(task.repository)?.head ?? null;
  if (head === null || task.stored === null) {
    return null;
  }
  return {
    id: ids.newRunId(),
    task: task.id,
    organisation: task.organisation,
    commit: head.commit,
    trigger,
    executor: task.stored.executor,
    queued_at: new Date(clock.now()).toISOString()
  };
}
