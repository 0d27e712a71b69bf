import type { DatabaseSync } from 'node:sqlite';
import type { EnvironmentRecord } from '../../store-port';
import { statement } from '../statement';

const SQL = 'update organisation set environment = :environment where codops = :codops';

export function updateEnvironment(database: DatabaseSync, codops: string, environment: EnvironmentRecord): void {
  statement(database, SQL).run({ codops, environment: JSON.stringify(environment) });
}
