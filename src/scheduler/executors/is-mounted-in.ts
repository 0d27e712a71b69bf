import { realpathSync } from 'node:fs';
import { mountPointsIn } from '../../core/mounts/mount-points';
import { readProc } from './read-proc';

/** Whether a run left something mounted in its folder: what is behind it is not the run's, and must not be removed with it. */
export function isMountedIn(folder: string): boolean {
  try {
    return mountPointsIn(realpathSync(folder), readProc('/proc/self/mountinfo') ?? '').length > 0;
  } catch {
    return false; // there is no such folder
  }
}
