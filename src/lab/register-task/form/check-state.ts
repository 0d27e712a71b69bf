import type { Finding } from '../../../protocol/preflight';

/** How the scheduler's check stands. `findings` are the last ones that came, null before the first; `pending`: newer ones are on their way. */
export type CheckState = { readonly pending: boolean; readonly findings: readonly Finding[] | null; readonly failure: string | null };
