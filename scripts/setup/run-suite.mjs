// Runs one suite of tests, within a limit that no test can outwait.
import { spawn } from 'node:child_process';

const MINUTE = 60_000;
/** Between asking a suite to end and ending it. */
const GRACE = 5_000;

/**
 * Resolves with the exit code, 1 where the suite had to be ended.
 * It has a process group of its own: what hangs is often a child of the test runner.
 */
export function runSuite([command, args], { cwd, env, minutes }) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
    const signal = name => {
      try {
        process.kill(-child.pid, name);
      } catch {
        // Everybody in it is gone.
      }
    };
    let overdue = false;
    let killer;
    const limit = setTimeout(() => {
      overdue = true;
      console.error(`\n${command} ${args.join(' ')} did not end within ${minutes} minutes: it is ended`);
      signal('SIGTERM');
      killer = setTimeout(() => signal('SIGKILL'), GRACE);
    }, minutes * MINUTE);
    const forwarded = ['SIGINT', 'SIGTERM'];
    forwarded.forEach(name => process.on(name, signal));
    const finish = code => {
      clearTimeout(limit);
      clearTimeout(killer);
      forwarded.forEach(name => process.off(name, signal));
      if (overdue) {
        signal('SIGKILL');
      }
      resolve(overdue ? 1 : code);
    };
    child.on('error', error => {
      console.error(error.message);
      finish(1);
    });
    // Not `close`: a process that got away may hold the output open for good.
    child.on('exit', code => finish(code ?? 1));
  });
}
