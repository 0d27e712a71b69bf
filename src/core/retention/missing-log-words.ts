const DAY_MS = 86_400_000;

/** What stands in place of a log that was removed. Times in milliseconds since the epoch. */
export function removedLogWords(times: { readonly endedAt: number; readonly removedAt: number }): string {
  const days = Math.max(0, Math.floor((times.removedAt - times.endedAt) / DAY_MS));
  return days === 0
    ? 'this log was removed, because the task has newer runs\n'
    : `this log was removed after ${days} ${days === 1 ? 'day' : 'days'}\n`;
}

/** What stands in place of a log that had `bytes` and is not there, though nobody here removed it. */
export function lostLogWords(bytes: number): string {
  return `this log of ${bytes} bytes is not there any more: somebody removed it, or the disk lost it\n`;
}
