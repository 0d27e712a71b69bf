import type { Check } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';

export const platformCheck: Check = {
  name: 'platform',
  half: 'both',
  look: ({ machine: { platform } }) => [judge(platform)]
};

function judge(platform: string): Finding {
  if (platform === 'linux') {
    return good('Linux');
  }
  return platform === 'darwin'
    ? warning(
        'macOS: a process that detaches itself from its run is not found again, and memory kills are not recognised',
        'let tasks that need either run on a scheduler on Linux'
      )
    : problem(`${platform}: the scheduler runs on Linux and macOS`, 'on Windows use WSL');
}
