import { MAX_DEFINITION_BYTES } from '../../../protocol/task-definition';
import { open } from 'node:fs/promises';
import { constants } from 'node:fs';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { decodeText } from '../decode-text';
import { REFUSALS } from '../../../core/definitions/definition-refusals';

/** Text of the file at `place`, or null where there is none. Refused: too_large, or bad_request where it can't be read as text. */
export async function readDefinition(place: string): Promise<Outcome<string | null>> {
  let file;
  try {
    // Not blocking, because a pipe in place of the file would never answer.
    file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return unreadable(place, error as NodeJS.ErrnoException);
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile()) {
      return refuse('bad_request', `${place} is not a file: move it away`);
    }
    if (stats.size > MAX_DEFINITION_BYTES) {
      return refuse('too_large', `${place}: ${REFUSALS.tooLarge}`);
    }
    const text = decodeText(await file.readFile());
    return text === null ? refuse('bad_request', `${place}: ${REFUSALS.notUtf8}`) : done(text);
  } finally {
    await file.close();
  }
}

function unreadable(place: string, { code, message }: NodeJS.ErrnoException): Outcome<null> {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return done(null);
  }
  return code === 'ELOOP'
    ? refuse('bad_request', `${place}: ${REFUSALS.link}`)
    : refuse('bad_request', `${place} can't be read (${code ?? message}): check who may read it`);
}
