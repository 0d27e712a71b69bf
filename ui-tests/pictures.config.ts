import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

// The server is started after this file is read, and reads these.
process.env.PEACH_UI_SOURCE = join(__dirname, 'pictures/repository');
process.env.PEACH_UI_CONFIGURATION = join(__dirname, 'pictures/scheduler.yaml');

/** `npm run screenshots`: the same Lab as in the tests, with a repository that looks like somebody's. */
export default defineConfig({
  ...tests,
  testDir: 'pictures',
  reporter: 'list',
  timeout: 300_000,
  use: { ...tests.use, viewport: { width: 1280, height: 800 }, trace: 'off' }
});
