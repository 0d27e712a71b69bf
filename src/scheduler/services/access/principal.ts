import type { Grants } from '../../../core/access/grants';
import type { RunId } from '../../../protocol/identity';

/**
 * Who asks: the owner of the scheduler's secret, a member of the configuration's `access`, or a run with its own token.
 * `name` is how the audit log calls him.
 */
export type Principal = { readonly grants: Grants } & (
  { readonly kind: 'owner' | 'member'; readonly name: string } | { readonly kind: 'run'; readonly name: RunId }
);
