// Runs one step of the set-up and keeps its output for when it fails.
import { spawn } from 'node:child_process';

/**
 * Resolves with what the command printed; rejects with that and the exit code where it fails.
 * `show: true` passes the output on as it comes.
 */
export function runCommand(command, args, { cwd, env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        chunks.push(chunk);
        if (show) {
          process.stdout.write(chunk);
        }
      });
    }
    child.on('error', reject);
    child.on('close', code => {
      const output = Buffer.concat(chunks).toString();
      if (code === 0) {
        resolve(output);
      } else {
        reject(new Error(`${[command, ...args].join(' ')} ended with ${code}\n${show ? '' : output}`));
      }
    });
  });
}
