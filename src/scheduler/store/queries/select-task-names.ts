import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import type { TaskName } from '../../store-port';
import { statement } from '../statement';

const OF_ALL = 'select id, organisation from task';
const OF_ONE = 'select id, organisation from task where organisation = :organisation';

export function selectTaskNames(database: DatabaseSync, organisation: string | null): readonly TaskName[] {
  const rows = organisation === null ? statement(database, OF_ALL).all() : statement(database, OF_ONE).all({ organisation });
  return (rows as { readonly id: string; readonly organisation: string }[]).map(row => ({
    id: row.id as TaskId,
    organisation: row.organisation
  }));
}
