import { METADATA_LOOP } from '../../../protocol/identity';
import type { ExecutorName } from '../../../protocol/run';
import type { TaskDefinition } from '../../../protocol/task-definition';
import type { WorkingCopy } from '../../../protocol/working-copy';
import { argumentEntries } from './argument-entries';
import { proposeName } from './change-form';
import type { EditedTask, RegisterFacts, RegisterForm } from './register-form';

/** Proposed where the working copy has no organisation yet. */
const FIRST_ORGANISATION = 'default';

/** Everything that can be known, filled in: what the edited task says, else the last function, the first organisation, an executor that is there. */
export function initialForm(facts: RegisterFacts): RegisterForm {
  return facts.edited === null ? newTaskForm(facts) : editedTaskForm(facts.edited, facts);
}

function newTaskForm(facts: RegisterFacts): RegisterForm {
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
    code: {},
    args: argumentEntries(method, facts),
    dependencies: '',
    proposedDependencies: '',
    schedule: '',
    timezone: '',
    missed: '',
    overlap: '',
    timeout: '',
    retries: { limit: '', delay: '' },
    disabled: false,
    description: '',
    file: null
  };
}

function editedTaskForm({ organisation, name, file, definition }: EditedTask, facts: RegisterFacts): RegisterForm {
  const { method, schedule = [], dependencies = [], retries, timezone = '', missed = '', overlap = '' } = definition;
  return {
    method,
    organisation,
    newOrganisation: false,
    name,
    executor: definition.executor ?? facts.workingCopy.default_executor,
    loop: definition.loop === METADATA_LOOP ? 'metadata' : 'own',
    cells: cellChoice(definition),
    code: {},
    args: argumentEntries(method, facts),
    dependencies: dependencies.join(', '),
    proposedDependencies: '',
    schedule: [schedule].flat().join('\n'),
    timezone,
    missed,
    overlap,
    timeout: definition.timeout ?? '',
    retries: { limit: retries === undefined ? '' : String(retries.limit), delay: retries?.delay ?? '' },
    disabled: definition.disabled ?? false,
    description: definition.description ?? '',
    file
  };
}

function cellChoice({ cells, full_notebook }: TaskDefinition): RegisterForm['cells'] {
  return cells ?? (full_notebook === true ? 'all' : 'entry');
}

/** The scheduler's default, or python where that is not available. */
function availableExecutor(workingCopy: WorkingCopy): ExecutorName {
  const preferred = workingCopy.executors.find(each => each.name === workingCopy.default_executor);
  return preferred === undefined || preferred.available ? workingCopy.default_executor : 'python';
}
