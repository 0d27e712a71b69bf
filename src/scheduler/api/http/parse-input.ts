import type { Static, TSchema } from '@sinclair/typebox';
import { createCheck, type Check } from '../../../protocol/check';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { describeErrors, type InputPlace } from './describe-errors';

/** Turns outside data into the type of a schema, or says which fields are wrong and what they may be. */
export type InputParser<T> = (value: unknown) => Outcome<T>;

export function createInputParser<T extends TSchema>(schema: T, place: InputPlace): InputParser<Static<T>> {
  const check: Check<Static<T>> = createCheck(schema);
  return value => {
    const checked = check(value);
    if (checked.ok) {
      return done(checked.value);
    }
    const mistakes = describeErrors(checked.errors, schema, place);
    return refuse('bad_request', mistakes.map(mistake => mistake.message).join('; '), mistakes);
  };
}
