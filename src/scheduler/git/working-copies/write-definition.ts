import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskRefusal } from '../../../core/refusals/disk-refusal';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { readDefinition } from './read-definition';

export type DefinitionChange = {
  /** Absolute path. */
  readonly place: string;
  readonly text: string;
  /** What stood there when the person looked; null: nothing. */
  readonly expected: string | null;
};

/** Writes the whole file or nothing. Refused where it is no longer as expected, or can't be written. */
export async function writeDefinition(change: DefinitionChange): Promise<Outcome<null>> {
  const temporary = join(dirname(change.place), `.peach-${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(change.place), { recursive: true });
    await writeDurably(temporary, change);
    return await putInPlace(temporary, change);
  } catch (error) {
    return failure(change.place, error as NodeJS.ErrnoException);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function writeDurably(temporary: string, change: DefinitionChange): Promise<void> {
  const mode = (await stat(change.place).catch(() => null))?.mode ?? 0o666;
  const file = await open(temporary, 'wx', mode & 0o777);
  try {
    await file.writeFile(change.text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function putInPlace(temporary: string, change: DefinitionChange): Promise<Outcome<null>> {
  const current = await readDefinition(change.place);
  if (!current.ok) {
    return current;
  }
  if (current.value !== change.expected) {
    return changed(change.place);
  }
  // A link fails where a file has come in the meantime, a rename would replace it.
  await (change.expected === null ? link(temporary, change.place) : rename(temporary, change.place));
  return done(null);
}

function changed(place: string): Outcome<never> {
  return refuse('working_copy_changed', `${place} has been changed since it was read; look at it again and repeat what you did`);
}

const NOT_ALLOWED = ['EACCES', 'EPERM', 'EROFS'];

function failure(place: string, error: NodeJS.ErrnoException): Outcome<never> {
  const code = error.code ?? '';
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return changed(place);
  }
  return NOT_ALLOWED.includes(code)
    ? refuse('bad_request', `${place} can't be written (${code}): check who may write there`)
    : diskRefusal(`${place} can't be written`, error);
}
