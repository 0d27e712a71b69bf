/** Whether two versions, one as npm writes it and one as Python does, are of different releases. */
export function versionsDiffer(one: string, other: string): boolean {
  return release(one) !== release(other);
}

/** `1.2.3` of `1.2.3-rc.1` and of `1.2.3rc1`. */
function release(version: string): string {
  return /^\d+(\.\d+)*/.exec(version)?.[0] ?? version;
}
