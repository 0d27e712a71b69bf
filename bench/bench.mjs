// `npm run bench`: sets everything up, then measures on the scheduler's own Node. Slowness is reported, never a failure.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, setUp, toolEnvironment } from '../scripts/setup/set-up.mjs';
import { parseOptions, USAGE } from './support/parse-options.mjs';

const args = process.argv.slice(2);
const options = parseOptions(args);
if (options.error !== undefined) {
  console.error(`${options.error}\n${USAGE}`);
  process.exit(2);
}
await setUp();
// Its own process: the store needs Node 24, and `npm` may have been started with an older one.
const child = spawn('node', [join(ROOT, 'bench', 'measure.mjs'), ...args], { cwd: ROOT, env: toolEnvironment(), stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', code => {
  process.exitCode = code ?? 1;
});
