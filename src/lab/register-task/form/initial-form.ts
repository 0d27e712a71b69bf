import type { ExecutorName } from '../../../protocol/run';
import type { WorkingCopy } from '../../../protocol/working-copy';
import { proposeName } from './change-form';
import type { RegisterFacts, RegisterForm } from './register-form';

/** Proposed where the working copy has no organisation yet. */
const FIRST_ORGANISATION = 'default';

/** Everything that can be known, filled in: the last function, the first organisation, an executor that is there. */
export function initialForm(facts: RegisterFacts): RegisterForm {
  const method = facts.functions.at(-1)?.name ?? '';
  const known = facts.workingCopy.organisations[0];
  const organisation = known?.codops ?? FIRST_ORGANISATION;
  return {
    method,
    organisation,
    newOrganisation: known === undefined,
    name: proposeName({ method, organisation }, facts),
    executor: availableExecutor(facts.workingCopy),
    loop: 'own',
    cells: 'entry',
    args: {},
    dependencies: '',
    timeout: '',
    description: '',
    file: null
  };
}

/** The scheduler's default, or python where that is not available. */
function availableExecutor(workingCopy: WorkingCopy): ExecutorName {
  const preferred = workingCopy.executors.find(each => each.name === workingCopy.default_executor);
  return preferred === undefined || preferred.available ? workingCopy.default_executor : 'python';
}
