import type { ISelectionPreference } from '../../client/tasks-information-model';
import { parseTaskId } from '../../protocol/identity';

const ORGANISATION = 'peach-lab:organisation';
const TASK = 'peach-lab:task:';

/** What was chosen last in this browser; organisation `first`, where it is given, is shown before any choice. */
export function selectionPreference(storage: Pick<Storage, 'getItem' | 'setItem'>, first: string | null): ISelectionPreference {
  return {
    organisation: () => first ?? storage.getItem(ORGANISATION),
    saveOrganisation: codops => storage.setItem(ORGANISATION, codops),
    task: codops => parseTaskId(storage.getItem(TASK + codops) ?? ''),
    saveTask: (codops, task) => storage.setItem(TASK + codops, task)
  };
}
