import type { TaskId, TaskKey } from '../../protocol/identity';
import type { TaskRecord } from '../store-port';

/** A good task of organisation `debr`, as it is kept. */
export function sampleTask(id: TaskId, name: string, changes: Partial<TaskRecord> = {}): TaskRecord {
  return {
    id,
    key: `debr/${name}` as TaskKey,
    organisation: 'debr',
    name,
    repository: '/repository',
    file: 'peach.yaml',
    line: 3,
    position: 0,
    loop: 'debr',
    stored: { definition: { notebook: 'a.ipynb', method: 'task' }, executor: 'python', timeout: 60, held: null, cell: 1 },
    invalid: false,
    removed: false,
    problems: [],
    ...changes
  };
}
