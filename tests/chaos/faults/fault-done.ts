import type { FaultFact } from '../history/history';

/** What a fault did; null where there was nothing to do it to. It is repaired by then. */
export type FaultDone = Pick<FaultFact, 'victims' | 'warmParentLived' | 'holds'> | null;

/** A fault without victims that holds up nobody. */
export const HARMLESS = { victims: [], warmParentLived: false, holds: [] } as const;
