import type { DatabaseSync } from 'node:sqlite';
import type { OrganisationRecord } from '../../store-port';
import { organisationFromRow, type OrganisationRow } from '../organisation-row';
import { statement } from '../statement';

const SQL = 'select * from organisation where codops = :codops';

export function selectOrganisation(database: DatabaseSync, codops: string): OrganisationRecord | null {
  const row = statement(database, SQL).get({ codops }) as OrganisationRow | undefined;
  return row === undefined ? null : organisationFromRow(row);
}
