import type { IStore } from '../../store-port';

/** Environments that an organisation with tasks of master uses, or that a run which has not ended was started in. */
export function environmentsInUse(store: Pick<IStore, 'organisations' | 'taskTotals' | 'openRuns'>): ReadonlySet<string> {
  const ofOrganisations = store
    .organisations()
    .filter(({ codops }) => store.taskTotals(codops).repositories.length > 0)
    .flatMap(({ environment }) => environment?.hash ?? []);
  const ofRuns = store.openRuns().flatMap(({ environment }) => environment ?? []);
  return new Set([...ofOrganisations, ...ofRuns]);
}
