import { Type } from '@sinclair/typebox';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCheck, type Check } from '../../protocol/check';
import { parseJson } from '../../protocol/json';
import {
  ClaimSchema,
  EndRecordSchema,
  ForcedEndSchema,
  RUN_FILES,
  RunSpecificationSchema,
  type Claim,
  type EndRecord,
  type ForcedEnd,
  type RunSpecification
} from '../../protocol/run-folder';

const checkSpecification = createCheck(RunSpecificationSchema);
const checkClaim = createCheck(ClaimSchema);
const checkEnd = createCheck(EndRecordSchema);
const checkForcedEnd = createCheck(ForcedEndSchema);
const checkStop = createCheck(Type.Object({ reason: Type.String() }));

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

/**
 * The same where nobody is left to write it. Throws where the file may be there and can't be read just now, such as for
 * want of handles: only what is certain may make a run count as lost.
 */
export async function readFinalEnd(folder: string): Promise<EndRecord | null> {
  try {
    return parse(await readFile(join(folder, RUN_FILES.end), 'utf8'), checkEnd);
  } catch (error) {
    if (isMissing(error)) {
      return null;
    }
    throw error;
  }
}

/** Why the run was asked to end; null where it was not. */
export async function readStop(folder: string): Promise<string | null> {
  return (await read(join(folder, RUN_FILES.stop), checkStop))?.reason ?? null;
}

/** The end that the run was being forced to: by its time limit, or because somebody asked for it. Null where it was not. */
export async function readForcedEnd(folder: string): Promise<ForcedEnd | null> {
  const imposed = await read(join(folder, RUN_FILES.imposed), checkForcedEnd);
  const reason = await readStop(folder);
  return imposed ?? (reason === null ? null : { status: 'KILLED', reason });
}

/** Whether this error of a file operation says that there is no such file. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function read<T>(path: string, check: Check<T>): Promise<T | null> {
  const text = readOrNull(path);
  return Promise.resolve(text === null ? null : parse(text, check));
}

function parse<T>(text: string, check: Check<T>): T | null {
  const checked = check(parseJson(text));
  return checked.ok ? checked.value : null;
}

/** A run waits for this: a small file is read quicker than a thread is waited for. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
