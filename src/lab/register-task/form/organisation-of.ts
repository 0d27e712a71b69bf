import type { WorkingCopy } from '../../../protocol/working-copy';

export type WorkingCopyOrganisation = WorkingCopy['organisations'][number];

/** The organisation of the working copy with this name; null for a new one. */
export function organisationOf(workingCopy: WorkingCopy, codops: string): WorkingCopyOrganisation | null {
  return workingCopy.organisations.find(each => each.codops === codops) ?? null;
}
