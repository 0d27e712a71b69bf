/**
 * What is mounted at `path`, an absolute path without links, or below it, the newest last. `mountinfo` is the text of
 * /proc/self/mountinfo (proc_pid_mountinfo(5)).
 */
export function mountPointsIn(path: string, mountinfo: string): readonly string[] {
  return mountinfo
    .split('\n')
    .map(line => plainMountText(line.split(' ')[4] ?? ''))
    .filter(point => point === path || point.startsWith(`${path}/`));
}

/** A field of that file: space, tab, line end and backslash stand in it as three octal digits. */
export function plainMountText(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}
