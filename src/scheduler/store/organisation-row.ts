import type { EnvironmentRecord, OrganisationRecord } from '../store-port';

/** A row of `organisation` as SQLite gives it. */
export type OrganisationRow = { readonly id: number; readonly codops: string; readonly environment: string | null };

export function organisationFromRow(row: OrganisationRow): OrganisationRecord {
  return {
    id: row.id,
    codops: row.codops,
    environment: row.environment === null ? null : (JSON.parse(row.environment) as EnvironmentRecord)
  };
}
