import type { DatabaseSync } from 'node:sqlite';
import type { TaskId, TaskKey } from '../../../protocol/identity';
import type { MissedChoice } from '../../../protocol/task-definition';
import type { ScheduledTask } from '../../store-port';
import { statement } from '../statement';

const SQL = `
select id, key, organisation, repository, loop, removed, invalid, paused, schedule as followed, schedule_since as since,
  stored ->> '$.held' as held, stored ->> '$.definition.disabled' as disabled, stored -> '$.definition.schedule' as schedule,
  stored ->> '$.definition.timezone' as timezone, stored ->> '$.definition.missed' as missed,
  (select max(due_at) from due_time where task = task.id) as last
from task where schedule is not null or (removed = 0 and stored -> '$.definition.schedule' is not null)
order by organisation, position`;

type Row = {
  readonly id: string;
  readonly key: string;
  readonly organisation: string;
  readonly repository: string;
  readonly loop: string;
  readonly removed: number;
  readonly invalid: number;
  readonly paused: number;
  readonly followed: string | null;
  readonly since: number | null;
  readonly held: string | null;
  readonly disabled: number | null;
  readonly schedule: string | null;
  readonly timezone: string | null;
  readonly missed: string | null;
  readonly last: number | null;
};

/** Tasks that have a schedule, and those whose schedule was followed until now, in the order of a lap. */
export function selectSchedules(database: DatabaseSync): readonly ScheduledTask[] {
  return (statement(database, SQL).all() as Row[]).map(row => ({
    id: row.id as TaskId,
    key: row.key as TaskKey,
    organisation: row.organisation,
    repository: row.repository,
    loop: row.loop,
    removed: row.removed === 1,
    invalid: row.invalid === 1,
    paused: row.paused === 1,
    stored: { held: row.held, definition: { disabled: row.disabled === 1 } },
    schedule: row.schedule === null ? [] : [JSON.parse(row.schedule) as string | string[]].flat(),
    timezone: row.timezone,
    missed: (row.missed ?? 'last') as MissedChoice,
    followed: row.followed,
    since: row.since,
    last: row.last
  }));
}
