import type { DatabaseSync } from 'node:sqlite';
import type { TaskTotals } from '../../store-port';
import { statement } from '../statement';

const BY_STATUS = `
select coalesce(run.status, 'NEVER') as status, count(*) as amount, sum(task.invalid) as invalid
from task left join run on run.id = task.last_ended_run
where task.organisation = :organisation and task.removed = 0 group by 1`;
// The first condition on the status is the one of the index of open runs.
const RUNNING = `
select count(*) as amount from run join task on task.id = run.task
where run.status in ('QUEUED', 'RUNNING') and run.status = 'RUNNING' and run.trial = 0
  and task.organisation = :organisation and task.removed = 0`;
const REPOSITORIES = 'select distinct repository from task where organisation = :organisation and removed = 0';

type StatusRow = { readonly status: string; readonly amount: number; readonly invalid: number };

export function selectTaskTotals(database: DatabaseSync, organisation: string): TaskTotals {
  const counts = statement(database, BY_STATUS).all({ organisation }) as StatusRow[];
  const { amount: running } = statement(database, RUNNING).get({ organisation }) as { readonly amount: number };
  const rows = statement(database, REPOSITORIES).all({ organisation }) as { readonly repository: string }[];
  return {
    byStatus: Object.fromEntries(counts.map(({ status, amount }) => [status, amount])),
    running,
    invalid: counts.reduce((sum, { invalid }) => sum + invalid, 0),
    repositories: rows.map(row => row.repository)
  };
}
