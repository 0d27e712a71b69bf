import type { DatabaseSync } from 'node:sqlite';
import type { TaskId, TaskKey } from '../../../protocol/identity';
import type { LoopTask } from '../../store-port';
import { statement } from '../statement';

const SQL = `
select id, key, organisation, name, repository, invalid, lap, last_duration, paused, retry_at, stored is not null as defined,
  stored ->> '$.held' as held, stored ->> '$.definition.disabled' as disabled, stored -> '$.definition.schedule' is not null as scheduled
from task where loop = :loop and removed = 0 order by organisation, position`;

type Row = {
  readonly id: string;
  readonly key: string;
  readonly organisation: string;
  readonly name: string;
  readonly repository: string;
  readonly invalid: number;
  readonly lap: number;
  readonly last_duration: number | null;
  readonly paused: number;
  readonly retry_at: number | null;
  readonly scheduled: number;
  readonly defined: number;
  readonly held: string | null;
  readonly disabled: number | null;
};

/** In the order of a lap. */
export function selectTasksOfLoop(database: DatabaseSync, loop: string): readonly LoopTask[] {
  return (statement(database, SQL).all({ loop }) as Row[]).map(row => ({
    id: row.id as TaskId,
    key: row.key as TaskKey,
    organisation: row.organisation,
    name: row.name,
    repository: row.repository,
    invalid: row.invalid === 1,
    removed: false,
    lap: row.lap,
    lastDuration: row.last_duration,
    paused: row.paused === 1,
    retryAt: row.retry_at,
    scheduled: row.scheduled === 1,
    stored: row.defined === 0 ? null : { held: row.held, definition: { disabled: row.disabled === 1 } }
  }));
}
