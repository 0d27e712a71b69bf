import type { DatabaseSync } from 'node:sqlite';
import type { OrganisationRecord } from '../../store-port';
import { organisationFromRow, type OrganisationRow } from '../organisation-row';
import { statement } from '../statement';

const SQL = 'select * from organisation order by codops';

export function selectOrganisations(database: DatabaseSync): readonly OrganisationRecord[] {
  return (statement(database, SQL).all() as OrganisationRow[]).map(organisationFromRow);
}
