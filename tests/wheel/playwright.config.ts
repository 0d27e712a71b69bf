import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import type { EnvironmentOptions } from './support/fixtures';

const { CHROMIUM_PATH, PEACH_WHEEL_ENVIRONMENTS, PLAYWRIGHT_JUNIT_OUTPUT_FILE } = process.env;
const environment = (name: string): string => join(PEACH_WHEEL_ENVIRONMENTS ?? '', name);
const installed = /installed\.spec\.ts$/;

/** `npm run test:wheel` names the wheel and the environments. */
export default defineConfig<EnvironmentOptions>({
  outputDir: join(PEACH_WHEEL_ENVIRONMENTS ?? '', 'results'),
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['junit', { outputFile: PLAYWRIGHT_JUNIT_OUTPUT_FILE ?? 'wheel.xml' }]],
  use: {
    viewport: { width: 1280, height: 880 },
    video: 'off',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: CHROMIUM_PATH, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] }
  },
  projects: [
    { name: 'contents', testIgnore: installed },
    { name: 'oldest', testMatch: installed, use: { environment: environment('oldest') } },
    { name: 'newest', testMatch: installed, use: { environment: environment('newest') } }
  ]
});
