import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IClock } from '../ports';

/** Milliseconds between two looks at who is left, and until it is given up: who is left then waits in the kernel. */
const PAUSE = 20;
const PATIENCE = 5_000;

/** Pids of the processes in a group; none where there is no such group. */
export async function membersOf(group: string): Promise<readonly number[]> {
  const text = await readFile(join(group, 'cgroup.procs'), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).map(Number);
}

/** Kills everybody in a group. Resolves when nobody is left, at the latest after five seconds. */
export async function endControlGroup(group: string, clock: IClock): Promise<void> {
  const patient = clock.monotonic() + PATIENCE;
  for (let left = await membersOf(group); left.length > 0 && clock.monotonic() < patient; left = await membersOf(group)) {
    await killAll(group, left);
    await clock.sleep(PAUSE, new AbortController().signal);
  }
}

/** The kernel kills all at one moment where it can; else they are frozen meanwhile, so that they can't fork. */
async function killAll(group: string, pids: readonly number[]): Promise<void> {
  if (await write(group, 'cgroup.kill', '1')) {
    return;
  }
  const frozen = (await write(group, 'cgroup.freeze', '1')) || (await write(group, 'freezer.state', 'FROZEN'));
  const everybody = frozen ? await membersOf(group) : pids;
  everybody.forEach(kill);
  await write(group, 'cgroup.freeze', '0');
  await write(group, 'freezer.state', 'THAWED');
}

/** False where this kind of group has no such file. */
async function write(group: string, name: string, text: string): Promise<boolean> {
  const path = join(group, name);
  return (
    existsSync(path) &&
    writeFile(path, text).then(
      () => true,
      () => false
    )
  );
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
