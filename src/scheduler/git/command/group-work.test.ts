import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { expect, it, vi } from 'vitest';
import { groupWork } from './group-work';

it.runIf(platform() === 'linux')('tells that a child of the group computes, and that one that sleeps does not', async () => {
  const busy = spawn('sh', ['-c', '(while :; do :; done) & sleep 600'], { detached: true, stdio: 'ignore' });
  const idle = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  const [busyGroup, idleGroup] = [busy.pid ?? 0, idle.pid ?? 0];

  await vi.waitFor(async () => expect(await groupWork(busyGroup)).toBeGreaterThan(300), { timeout: 25_000 });
  const idleWork = await groupWork(idleGroup);
  process.kill(-busyGroup, 'SIGKILL');
  process.kill(-idleGroup, 'SIGKILL');

  expect(idleWork).toBeLessThan(100);
});
