// The reference for logs: the same interpreter with `cat` behind it.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** Runs `python -c code | cat > file` to its end. Resolves with what `code` printed to stderr. */
export function runPipedPython(python, code, file) {
  const output = openSync(file, 'w');
  // In sessions of their own, as a run and its supervisor are: on a busy machine the kernel shares time between sessions.
  const cat = spawn('cat', { stdio: ['pipe', output, 'inherit'], detached: true });
  closeSync(output);
  const child = spawn(python, ['-c', code], { stdio: ['ignore', cat.stdin, 'pipe'], detached: true });
  // The interpreter has it now; `cat` ends when the last copy is closed.
  cat.stdin.destroy();
  let said = '';
  child.stderr.on('data', data => (said += data));
  const ended = (program, name) =>
    new Promise((resolve, reject) => {
      program.on('error', reject);
      program.on('close', exit => (exit === 0 ? resolve() : reject(new Error(`${name} ended with ${exit}: ${said}`))));
    });
  return Promise.all([ended(child, python), ended(cat, 'cat')]).then(() => said);
}
