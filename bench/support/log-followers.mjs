// Many websockets that follow one log, in a process of their own as browsers are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSocket } from './open-socket.mjs';

/** Starts `count` clients of `run`'s log; those that are not `reading` never take a byte from their sockets. Resolves when all follow. */
export async function startFollowers({ url, headers }, { run, count, reading }) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify({ url, headers, run, count, reading })], {
    stdio: ['pipe', 'pipe', 'inherit']
  });
  const exited = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exited.then(() => [''])]);
  if (line !== 'following') {
    throw new Error('the followers could not be started');
  }
  return {
    stop: async () => {
      child.stdin.end();
      await exited;
    }
  };
}

async function follow({ url, headers, run, count, reading }) {
  for (let number = 0; number < count; number += 1) {
    const socket = await openSocket(`${url}/api/events`, headers);
    await socket.follow(`log:${run}@0`, () => {});
    if (!reading) {
      socket.pause();
    }
  }
  console.log('following');
  process.stdin.on('end', () => process.exit()).resume();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await follow(JSON.parse(process.argv[2]));
}
