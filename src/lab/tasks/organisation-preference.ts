import type { IOrganisationPreference } from '../../client/tasks-information-model';

const KEY = 'peach-lab:organisation';

/** The organisation that was chosen last in this browser; `first`, where it is given, is shown before any choice. */
export function organisationPreference(storage: Pick<Storage, 'getItem' | 'setItem'>, first: string | null): IOrganisationPreference {
  return {
    load: () => first ?? storage.getItem(KEY),
    save: codops => storage.setItem(KEY, codops)
  };
}
