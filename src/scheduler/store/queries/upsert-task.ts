import type { DatabaseSync } from 'node:sqlite';
import type { TaskRecord } from '../../store-port';
import { statement } from '../statement';

const SQL = `
insert into task (id, key, organisation, name, repository, file, line, position, loop, stored, invalid, removed, problems)
values (:id, :key, :organisation, :name, :repository, :file, :line, :position, :loop, :stored, :invalid, :removed, :problems)
on conflict (key) do update set repository = :repository, file = :file, line = :line, position = :position, loop = :loop,
  stored = :stored, invalid = :invalid, removed = :removed, problems = :problems`;

/** The id of a known key stays what it was. */
export function upsertTask(database: DatabaseSync, task: TaskRecord): void {
  statement(database, SQL).run({
    id: task.id,
    key: task.key,
    organisation: task.organisation,
    name: task.name,
    repository: task.repository,
    file: task.file,
    line: task.line,
    position: task.position,
    loop: task.loop,
    stored: task.stored === null ? null : JSON.stringify(task.stored),
    invalid: task.invalid ? 1 : 0,
    removed: task.removed ? 1 : 0,
    problems: JSON.stringify(task.problems)
  });
}
