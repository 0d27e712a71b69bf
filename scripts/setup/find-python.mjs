// Finds a Python that is new enough to make the virtual environment from.
import { spawnSync } from 'node:child_process';

const OLDEST = [3, 10];

export function findPython() {
  const candidates = [process.env.PEACH_SETUP_PYTHON, 'python3', 'python'].filter(Boolean);
  for (const command of candidates) {
    const answer = spawnSync(command, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
    const [major, minor] = (answer.stdout ?? '').trim().split(' ').map(Number);
    if (answer.status === 0 && (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]))) {
      return command;
    }
  }
  throw new Error(`Python ${OLDEST.join('.')} or newer is needed: install it, or name it in PEACH_SETUP_PYTHON`);
}
