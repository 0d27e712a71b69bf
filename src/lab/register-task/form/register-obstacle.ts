import type { TranslationBundle } from '@jupyterlab/translation';
import type { CheckState } from './check-state';
import type { FileChangeState } from './file-change';
import { isFlawless, type FormMistakes } from './form-mistakes';

type Readiness = { readonly mistakes: FormMistakes; readonly check: CheckState; readonly change: FileChangeState };

/** Why *Register* cannot be pressed just now, in the words that stand beside it; null where it can. */
export function registerObstacle({ mistakes, check, change }: Readiness, trans: TranslationBundle): string | null {
  if (!isFlawless(mistakes)) {
    return trans.__('An entry is not valid: see the red text below it.');
  }
  if (check.failure !== null) {
    return trans.__('The check could not be made.');
  }
  if (check.pending || check.findings === null) {
    return trans.__('Checking…');
  }
  const errors = check.findings.filter(finding => finding.severity === 'error').length;
  if (errors > 0) {
    return trans._n('%1 finding to correct before registering', '%1 findings to correct before registering', errors);
  }
  switch (change.kind) {
    case 'reading':
      return trans.__('Reading the definition file…');
    case 'impossible':
      return trans.__('The definition file cannot be changed.');
    case 'ready':
      return change.change.before === change.change.after ? trans.__('Nothing is changed yet.') : null;
  }
}
