import type { WorkingCopy } from '../../../protocol/working-copy';

/** A task that stands in the working copy now, and the files that say so. */
export type Registration = {
  readonly organisation: string;
  readonly name: string;
  readonly loop: string;
  readonly workingCopy: WorkingCopy;
  /** The definition file, relative to the repository's root. */
  readonly file: string;
  /** Lines of it that were added and removed. */
  readonly added: number;
  readonly removed: number;
  /** What it was called before it was edited; null: it is new. */
  readonly before: string | null;
  readonly cellNumber: number;
};
