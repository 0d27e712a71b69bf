import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LOOK = 5;
const PATIENCE = 20_000;

/** Does `work`, which must not wait, while this process can open nothing. */
export async function withoutHandles<T>(work: () => T): Promise<T> {
  // Started before: nothing can be started then either.
  const limits = spawn('sh', ['-c', `while read limit; do prlimit --pid ${process.pid} --nofile=$limit:; done`], {
    stdio: ['pipe', 'inherit', 'inherit']
  });
  limits.stdin.write('3\n');
  await until(() => !canOpen());
  try {
    return work();
  } finally {
    limits.stdin.end('4096\n');
    await until(canOpen);
  }
}

function canOpen(): boolean {
  try {
    closeSync(openSync('/dev/null', 'r'));
    return true;
  } catch {
    return false;
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!isSo()) {
    if (Date.now() > end) {
      throw new Error('the limit of handles did not change: is prlimit installed?');
    }
    await pause(LOOK);
  }
}
