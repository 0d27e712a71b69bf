import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCheck, type Check } from '../../protocol/check';
import { parseJson } from '../../protocol/json';
import {
  ClaimSchema,
  EndRecordSchema,
  RUN_FILES,
  RunSpecificationSchema,
  type Claim,
  type EndRecord,
  type RunSpecification
} from '../../protocol/run-folder';

const checkSpecification = createCheck(RunSpecificationSchema);
const checkClaim = createCheck(ClaimSchema);
const checkEnd = createCheck(EndRecordSchema);

/** What is to be run; null where the file is gone or not what it should be. */
export function readSpecification(folder: string): Promise<RunSpecification | null> {
  return read(join(folder, RUN_FILES.specification), checkSpecification);
}

/** Who took the run; null while nobody did. */
export function readClaim(folder: string): Promise<Claim | null> {
  return read(join(folder, RUN_FILES.claim), checkClaim);
}

/** How the run ended; null before its end. */
export function readEnd(folder: string): Promise<EndRecord | null> {
  return read(join(folder, RUN_FILES.end), checkEnd);
}

async function read<T>(path: string, check: Check<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  const checked = text === null ? null : check(parseJson(text));
  return checked?.ok === true ? checked.value : null;
}
