import type { Grants } from '../../../core/access/grants';

/** Who asks: the owner of the scheduler's secret, a member of the configuration's `access`, or a run with its own token. */
export type Principal = {
  readonly kind: 'owner' | 'member' | 'run';
  /** As the audit log names him; of a run, its id. */
  readonly name: string;
  readonly grants: Grants;
};
