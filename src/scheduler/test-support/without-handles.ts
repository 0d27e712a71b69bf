import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { until } from './until';

/** Does `work`, which must not wait, while this process can open nothing. Needs prlimit. */
export async function withoutHandles<T>(work: () => T): Promise<T> {
  // Started before: nothing can be started then either.
  const limits = spawn('sh', ['-c', `while read limit; do prlimit --pid ${process.pid} --nofile=$limit:; done`], {
    stdio: ['pipe', 'inherit', 'inherit']
  });
  limits.stdin.write('3\n');
  await until('no handle is left', () => !canOpen());
  try {
    return work();
  } finally {
    limits.stdin.end('4096\n');
    await until('handles are there again', canOpen);
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
