import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'insert into organisation (codops) values (:codops) on conflict (codops) do nothing';

export function insertOrganisation(database: DatabaseSync, codops: string): void {
  statement(database, SQL).run({ codops });
}
