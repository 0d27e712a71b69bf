import type { FaultFact, Moment } from '../history/history';

/** What a fault did; null where there was nothing to do it to. It is repaired by then. `from`: its first act, where it had to look for its victim before. */
export type FaultDone = (Pick<FaultFact, 'victims' | 'warmParentLived' | 'holds'> & { readonly from?: Moment }) | null;

/** A fault without victims that holds up nobody. */
export const HARMLESS = { victims: [], warmParentLived: false, holds: [] } as const;
