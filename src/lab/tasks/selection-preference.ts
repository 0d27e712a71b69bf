import type { RememberedRun } from '../../client/selection';
import type { ISelectionPreference } from '../../client/tasks-information-model';
import { parseRunId, parseTaskId } from '../../protocol/identity';
import { parseJson } from '../../protocol/json';
import type { PlaceMemory } from './place-memory';

const ORGANISATION = 'organisation';
const TASK = 'task:';
const RUN = 'run';

/**
 * What was chosen last in a place; organisation `first`, where it is given, is shown before any choice. A place where none was
 * chosen yet begins with the organisation that was chosen last in any.
 */
export function selectionPreference({ own, shared }: PlaceMemory, first: string | null): ISelectionPreference {
  return {
    organisation: () => first ?? own.read(ORGANISATION) ?? shared.read(ORGANISATION),
    saveOrganisation: codops => {
      own.save(ORGANISATION, codops);
      shared.save(ORGANISATION, codops);
    },
    task: codops => parseTaskId(own.read(TASK + codops) ?? ''),
    saveTask: (codops, task) => own.save(TASK + codops, task),
    run: () => parseRun(own.read(RUN)),
    saveRun: run => own.save(RUN, run === null ? null : JSON.stringify(run))
  };
}

function parseRun(text: string | null): RememberedRun | null {
  const value = text === null ? null : (parseJson(text) as Readonly<Record<string, unknown>> | null);
  const task = parseTaskId(String(value?.task));
  const run = parseRunId(String(value?.run));
  return task === null || run === null ? null : { task, run, only: value?.only === true };
}
