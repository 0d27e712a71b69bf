// `npm run screenshots`: makes the pictures of README and docs anew, in a real JupyterLab.
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './setup/find-browser.mjs';
import { runCommand } from './setup/run-command.mjs';
import { runSuite } from './setup/run-suite.mjs';
import { ROOT, setUp, toolEnvironment, VENV } from './setup/set-up.mjs';

const FOLDER = join(ROOT, 'docs', 'images');
const MINUTES = 15;
const LIMIT = 2 * 1024 * 1024;

await setUp();
const browser = await findBrowser();
if (browser === null) {
  console.error('no Chromium found and none could be installed; install chromium, or name it in CHROMIUM_PATH');
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
const command = ['node', ['node_modules/@playwright/test/cli.js', 'test', '--config', 'ui-tests/pictures.config.ts']];
const code = await runSuite(command, { cwd: ROOT, env: { ...toolEnvironment(), CHROMIUM_PATH: browser }, minutes: MINUTES });
if (code !== 0) {
  process.exit(code);
}
const files = readdirSync(FOLDER)
  .filter(name => name.endsWith('.png'))
  .map(name => join(FOLDER, name));
// Pillow is needed for nothing else, so uv brings it for this call only.
const squeeze = ['run', '--quiet', '--no-project', '--with', 'pillow', 'python', join(ROOT, 'scripts', 'pictures', 'squeeze.py')];
await runCommand(join(VENV, 'bin', 'uv'), [...squeeze, ...files], { env: toolEnvironment() });
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
console.log(`${files.length} pictures in docs/images, ${Math.round(bytes / 1024)} KiB (limit ${LIMIT / 1024} KiB)`);
process.exit(bytes <= LIMIT ? 0 : 1);
