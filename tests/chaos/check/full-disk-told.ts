import type { History } from '../history/history';

/** Words by which a person recognises a full disk. */
export const SAYS_FULL_DISK = /no space left|\bfull\b|ENOSPC/i;

const ACCEPTED = 202;
/** Refusals that have nothing to do with the disk. */
const USUAL = ['task_running', 'task_not_runnable', 'shutting_down', 'not_found'];

/** While the disk is full a run now is either taken or refused with a message that says so. */
export function fullDiskTold(history: History): readonly string[] {
  return history.fullDiskAnswers
    .filter(
      ({ status, code, message }) =>
        status !== ACCEPTED && !USUAL.includes(code ?? '') && !(code === 'disk_full' && SAYS_FULL_DISK.test(message))
    )
    .map(({ status, code, message }) => `a run now on a full disk was answered ${status} ${code ?? ''}, which does not say so: ${message}`);
}
