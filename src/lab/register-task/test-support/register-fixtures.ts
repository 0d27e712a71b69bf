import type { Answer } from '../../../client/answer';
import { findEnums } from '../../../core/notebook/find-enums';
import { findFunctions } from '../../../core/notebook/find-functions';
import type { WorkingCopy } from '../../../protocol/working-copy';
import { initialForm } from '../form/initial-form';
import type { RegisterFacts, RegisterForm } from '../form/register-form';

/** A checkout of `feature/x` with one organisation, on a machine without Spark. */
export function workingCopy(change: Partial<WorkingCopy> = {}): WorkingCopy {
  return {
    root: '/srv/repo',
    path: 'notebooks/related.ipynb',
    branch: 'feature/x',
    runs_from: 'master',
    served: true,
    organisations: [{ codops: 'debr', files: ['peach.conf/debr.yaml'], tasks: ['taken'] }],
    has_peach_yaml: false,
    executors: [
      { name: 'spark', available: false, reason: 'Spark is not installed. Run it with python.' },
      { name: 'python', available: true, reason: null },
      { name: 'kubernetes', available: false, reason: 'no cluster is configured' }
    ],
    default_executor: 'spark',
    ...change
  };
}

/** Facts about a cell with this source, the tenth of its notebook. */
export function factsOf(source: string, copy: WorkingCopy = workingCopy()): RegisterFacts {
  return { functions: findFunctions(source), enums: findEnums(source), workingCopy: copy, cellNumber: 10, edited: null };
}

/** The form as it opens on a cell with this source, then changed. */
export function formOf(facts: RegisterFacts, change: Partial<RegisterForm> = {}): RegisterForm {
  return { ...initialForm(facts), ...change };
}

export function answered<T>(value: T): Promise<Answer<T>> {
  return Promise.resolve({ ok: true, value });
}

export function refused(code: 'git_failed' | 'working_copy_changed' | 'not_found', message: string): Promise<Answer<never>> {
  return Promise.resolve({ ok: false, failure: { code, message, details: null } });
}
