import { execFile } from 'node:child_process';

/** Longest time of one check, in milliseconds: it takes 6 ms, and whoever waits sits before a dialog. */
const LIMIT = 10_000;
const MAX_REPORT_BYTES = 64 * 1024 * 1024;

/** Names that IPython's shell and the runner put into a cell's scope. */
const PROVIDED = ['display', 'get_ipython', 'In', 'Out', '_', '__', '___', 'exit', 'quit'];

const ARGUMENTS = [
  'check',
  '--no-cache',
  // Neither a repository's own settings nor a `# noqa` in the notebook may hide a name.
  '--isolated',
  '--ignore-noqa',
  '--exit-zero',
  '--select',
  'F821',
  // The newest version that evaluates annotations where they stand; the newest's syntax errors about older versions are dropped later.
  '--target-version',
  'py313',
  '--config',
  `builtins=${JSON.stringify(PROVIDED)}`,
  '--output-format',
  'json',
  '--stdin-filename',
  'cell.py',
  '-'
];

/** What ruff reports of the source, as JSON; null where it can't be run or has not answered in time. */
export function runRuff(ruff: string, source: string, signal: AbortSignal): Promise<string | null> {
  return new Promise(resolve => {
    const options = { signal, timeout: LIMIT, killSignal: 'SIGKILL', maxBuffer: MAX_REPORT_BYTES, encoding: 'utf8' } as const;
    const child = execFile(ruff, ARGUMENTS, options, (error, stdout) => {
      resolve(error === null ? stdout : null);
    });
    // A program that ends before it has read everything closes the pipe; its exit code tells the rest.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(source);
  });
}
