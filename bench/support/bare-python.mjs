// The reference: the same interpreter with nothing around it.
import { spawn } from 'node:child_process';

export const HELLO = "print('hello')";

/** Runs `python -c code` to its end; `onOutput` gets what it prints, as it comes. Resolves with the milliseconds it took. */
export function runBarePython(python, code, onOutput = () => {}) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(python, ['-c', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', onOutput);
    child.on('error', reject);
    child.on('close', exit => (exit === 0 ? resolve(performance.now() - began) : reject(new Error(`${python} ended with ${exit}`))));
  });
}
