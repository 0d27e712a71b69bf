import { endSentence } from '../../../view/controls/sentence';
import type { CheckState } from './check-state';
import { entryOf } from './entry-of';
import type { FormMistakes } from './form-mistakes';

/** The code's own findings stand in the check alone: no entry of the form is wrong. */
const OF_THE_CODE = new Set(['method', 'notebook']);

/** What stands in red below the entries: their mistakes, else what the check has against them. */
export function entryErrors(mistakes: FormMistakes, { findings }: CheckState): FormMistakes {
  const found = (findings ?? []).flatMap(({ severity, field, message }) =>
    severity === 'error' && field !== null && !OF_THE_CODE.has(field) ? [[entryOf(field), endSentence(message)] as const] : []
  );
  return { ...Object.fromEntries(found), ...mistakes };
}
