import type { DatabaseSync } from 'node:sqlite';
import type { TaskTotals } from '../../store-port';
import { statement } from '../statement';

const BY_STATUS = `
select coalesce(run.status, 'NEVER') as status, count(*) as amount
from task left join run on run.id = task.last_ended_run
where task.organisation = :organisation and task.removed = 0 group by 1`;
const REPOSITORIES = 'select distinct repository from task where organisation = :organisation and removed = 0';

export function selectTaskTotals(database: DatabaseSync, organisation: string): TaskTotals {
  const counts = statement(database, BY_STATUS).all({ organisation }) as { readonly status: string; readonly amount: number }[];
  const rows = statement(database, REPOSITORIES).all({ organisation }) as { readonly repository: string }[];
  return {
    byStatus: Object.fromEntries(counts.map(({ status, amount }) => [status, amount])),
    repositories: rows.map(row => row.repository)
  };
}
