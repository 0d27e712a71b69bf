// `npm test`: sets everything up and runs every test that needs no cluster. `npm test unit python` runs only those suites.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './setup/find-browser.mjs';
import { runSuite } from './setup/run-suite.mjs';
import { ROOT, setUp, toolEnvironment, VENV } from './setup/set-up.mjs';
import { addTotals, formatTotals, readTotals } from './setup/totals.mjs';

const REPORTS = join(ROOT, '.cache', 'reports');
const report = name => join(REPORTS, `${name}.xml`);
const bin = name => join(VENV, 'bin', name);
const vitest = project => [
  'node',
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=junit',
    `--outputFile.junit=${report(project)}`
  ]
];

/** Many times what each takes. */
const SUITES = {
  unit: { minutes: 20, command: () => vitest('unit') },
  python: { minutes: 20, command: () => [bin('python'), ['-m', 'pytest', '-q', `--junitxml=${report('python')}`]] },
  e2e: { minutes: 25, command: () => vitest('e2e') },
  browser: {
    minutes: 35,
    command: () => ['node', ['node_modules/@playwright/test/cli.js', 'test', '--config', 'ui-tests/playwright.config.ts']]
  }
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in SUITES));
if (unknown.length > 0) {
  console.error(`unknown suite ${unknown.join(', ')}; use ${Object.keys(SUITES).join(', ')}, or none for all`);
  process.exit(2);
}

await setUp();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const suites = wanted.length > 0 ? wanted : Object.keys(SUITES);
const browser = suites.includes('browser') ? await findBrowser() : null;
const env = { ...toolEnvironment(), CHROMIUM_PATH: browser ?? '', PLAYWRIGHT_JUNIT_OUTPUT_FILE: report('browser') };
let totals = { passed: 0, failed: 0, skipped: 0 };
for (const name of suites) {
  if (name === 'browser' && browser === null) {
    console.log('\nbrowser tests skipped: no Chromium found and none could be installed; install chromium, or name it in CHROMIUM_PATH');
    totals = addTotals(totals, { passed: 0, failed: 0, skipped: 1 });
    continue;
  }
  console.log(`\n── ${name} ──`);
  const { minutes, command } = SUITES[name];
  const code = await runSuite(command(), { cwd: ROOT, env, minutes });
  const counted = readTotals(report(name));
  // A suite that could not run at all, or failed outside a test, counts as one failure.
  totals = addTotals(totals, code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted);
}
console.log(`\n${formatTotals(totals)}`);
process.exit(totals.failed === 0 ? 0 : 1);
