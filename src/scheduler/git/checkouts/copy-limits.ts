/** The copies of one repository, as its pool counts them. */
export type CopyCount = {
  /** In use, idle, and being made or cleaned. */
  readonly total: number;
  /** The most that were in use at once of late. */
  readonly peak: number;
  /** Bytes of one copy; null where none was made yet. */
  readonly size: number | null;
};

/** Copies that stay where they are small, however few were in use. */
const FEWEST_SMALL = 4;
const SMALL = 64 * 1024 * 1024;

/** A spare one beside those in use: while one is cleaned the next run has the other, so no run waits for cleaning. */
export function lacksCopy({ total, peak }: CopyCount): boolean {
  return total < peak + 1;
}

export function hasSurplus({ total, peak, size }: CopyCount): boolean {
  return total > Math.max(peak + 1, size === null || size <= SMALL ? FEWEST_SMALL : 0);
}

/** Whether a spare copy may be made where `free` bytes are left on the disk: runs need room too, for as much again and more. */
export function leavesRoom(size: number | null, free: number): boolean {
  return size === null || free >= 3 * size;
}
