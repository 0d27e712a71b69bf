/** What a clean working copy looks like on disk. */
export type RecordedTree = {
  readonly root: RecordedFolder;
  /** Files and folders, the root too. */
  readonly entries: number;
  /** Of all files. */
  readonly bytes: number;
};

/** A folder; `entries` by name, a character a byte: names need not be UTF-8. */
export type RecordedFolder = Recorded & { readonly entries: ReadonlyMap<string, RecordedFile | RecordedFolder> };

/** Anything but a folder. Links are not followed. */
export type RecordedFile = Recorded & { readonly size: number; readonly links: number };

/**
 * Times are milliseconds since the epoch, some 0.2 µs exact: finer than it need be, because two changes that are not told apart
 * would both have to come after {@link Recorded.fresh} was false, which takes the kernel's clock back to a moment that has passed.
 */
type Recorded = {
  readonly inode: number;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
  /** When the content or the names in it last changed; a program can set it. */
  readonly modifiedAt: number;
  /** When content, mode, names or owner last changed, by the kernel; no program can set it. */
  readonly changedAt: number;
  /** Changed so shortly before it was looked at that a second change could have left the same time. */
  readonly fresh: boolean;
};

export function isFolder(recorded: RecordedFile | RecordedFolder): recorded is RecordedFolder {
  return 'entries' in recorded;
}
