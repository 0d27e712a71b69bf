// `npm run test:wheel`: builds the wheel, installs it into clean environments with the oldest and the newest JupyterLab
// that it supports, and uses it there, in a browser too.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './setup/find-browser.mjs';
import { runSuite } from './setup/run-suite.mjs';
import { ROOT, setUp, toolEnvironment } from './setup/set-up.mjs';
import { formatTotals, readTotals } from './setup/totals.mjs';
import { buildWheel } from './wheel/build-wheel.mjs';
import { makeEnvironment } from './wheel/make-environment.mjs';

const MINUTES = 10;
const LABS = { oldest: 'jupyterlab==4.2.7', newest: 'jupyterlab>=4.6,<5' };

const folder = join(ROOT, '.cache', 'wheel');
const report = join(ROOT, '.cache', 'reports', 'wheel.xml');

async function prepare() {
  const wheel = await buildWheel(join(folder, 'dist'));
  for (const [name, lab] of Object.entries(LABS)) {
    console.log(`Installing the wheel beside ${lab}…`);
    await makeEnvironment(join(folder, name), [wheel, lab]);
  }
  return wheel;
}

await setUp();
mkdirSync(join(report, '..'), { recursive: true });
rmSync(report, { force: true });
console.log('Building the wheel…');
const wheel = await prepare().catch(error => {
  console.error(error.message);
  console.log(`\n${formatTotals({ passed: 0, failed: 1, skipped: 0 })}`);
  process.exit(1);
});
const code = await runSuite(['node', ['node_modules/@playwright/test/cli.js', 'test', '--config', 'tests/wheel/playwright.config.ts']], {
  cwd: ROOT,
  minutes: MINUTES,
  env: {
    ...toolEnvironment(),
    CHROMIUM_PATH: (await findBrowser()) ?? '',
    PEACH_WHEEL: wheel,
    PEACH_WHEEL_ENVIRONMENTS: folder,
    PLAYWRIGHT_JUNIT_OUTPUT_FILE: report
  }
});
const counted = readTotals(report);
const totals = code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
console.log(`\n${formatTotals(totals)}`);
process.exit(totals.failed === 0 ? 0 : 1);
