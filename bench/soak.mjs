// `npm run soak`: sets everything up, then runs a scheduler for long and tells whether it stays as it is.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, setUp, toolEnvironment } from '../scripts/setup/set-up.mjs';
import { parseSoakOptions, SOAK_USAGE } from './support/parse-soak-options.mjs';

const args = process.argv.slice(2);
const options = parseSoakOptions(args);
if (options.error !== undefined) {
  console.error(`${options.error}\n${SOAK_USAGE}`);
  process.exit(2);
}
await setUp();
// Its own process: the store needs Node 24, and `npm` may have been started with an older one.
const child = spawn('node', [join(ROOT, 'bench', 'take-soak.mjs'), ...args], { cwd: ROOT, env: toolEnvironment(), stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', code => {
  process.exitCode = code ?? 1;
});
