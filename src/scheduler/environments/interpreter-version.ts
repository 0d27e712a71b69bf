import { execFileSync } from 'node:child_process';

const QUESTION = 'import sys; print(sys.implementation.cache_tag, *sys.version_info[:3], sep=".")';
const TIMEOUT = 20_000;

/** What the interpreter at `python` calls itself, e.g. cpython-311.3.11.7; null where it does not run. Blocks for as long as it takes to start. */
export function interpreterVersion(python: string): string | null {
  try {
    return execFileSync(python, ['-I', '-S', '-c', QUESTION], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: TIMEOUT
    }).trim();
  } catch {
    return null;
  }
}
