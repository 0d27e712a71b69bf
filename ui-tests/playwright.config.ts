import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

/** Workers read this file again: what the run decided is handed to them in the environment. */
process.env.PEACH_UI_RUN ??= mkdtempSync(join(tmpdir(), 'peach-ui-'));
process.env.PEACH_UI_PORT ??= freePort();
const url = `http://127.0.0.1:${process.env.PEACH_UI_PORT}`;
process.env.PEACH_UI_REPOSITORY = join(process.env.PEACH_UI_RUN, 'repository');
process.env.PEACH_UI_STATE = join(process.env.PEACH_UI_RUN, 'state');
process.env.PEACH_UI_CONFIGURATION = join(__dirname, 'scheduler.yaml');
// Galata reads it before `use.baseURL`.
process.env.TARGET_URL = url;

/** Where the counts go that `npm test` adds up. */
const report = process.env.PLAYWRIGHT_JUNIT_OUTPUT_FILE;

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ...(report === undefined ? [] : [['junit', { outputFile: report }] as const])],
  use: {
    baseURL: url,
    viewport: { width: 1280, height: 880 },
    // Playwright would record with an ffmpeg of its own, which is no package of any registry.
    video: 'off',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath:
        process.env.CHROMIUM_PATH ??
        execFileSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' }).trim(),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu']
    }
  },
  webServer: {
    command: 'node support/serve.mjs',
    cwd: __dirname,
    url: `${url}/api`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'ignore',
    stderr: process.env.PEACH_UI_VERBOSE === undefined ? 'ignore' : 'pipe'
  }
});

function freePort(): string {
  const script = "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })";
  return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).trim();
}
