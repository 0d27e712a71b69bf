import { expect, test } from '@playwright/test';
import { openTasksInformation, type TasksPanel } from '../pages/tasks-panel';
import { OwnServer } from '../support/own-server';

const ALL_LINES = Array.from({ length: 40 }, (_, line) => `slow line ${String(line)}`);
let server: OwnServer;

test.beforeAll(async () => {
  server = new OwnServer();
  await server.start();
});

test.afterAll(() => server.end());

/** Shows the log of one execution that has just begun, and nothing else. */
async function showRunningLog(panel: TasksPanel): Promise<void> {
  await panel.chooseOrganisation('sesr');
  await panel.task('slow_count').click();
  await expect(panel.executions('slow_count').first()).toContainText('Running', { timeout: 60_000 });
  await panel.executions('slow_count').first().getByRole('button', { name: 'Show below' }).click();
  await expect(panel.place.getByRole('button', { name: 'This execution', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(panel.log('slow_count')).toContainText(/slow line \d/);
}

/** Once that execution has ended, each line of it is there once. */
async function expectAllLines(panel: TasksPanel): Promise<void> {
  await expect(panel.chosenExecution('slow_count')).toContainText('Success', { timeout: 60_000 });
  await expect.poll(() => panel.logLines('slow_count')).toEqual(ALL_LINES);
}

/** The last state stays, and nothing of it looks as if it went on. */
async function expectStale(panel: TasksPanel): Promise<void> {
  await expect(panel.task('slow_count')).toBeVisible();
  await expect(panel.place).toContainText('State of');
  const icon = panel.task('slow_count').locator('svg').first();
  await expect(icon).toHaveCSS('filter', 'grayscale(1)');
  await expect(icon).toHaveCSS('animation-name', 'none');
}

test('the scheduler is killed while a log is written', async ({ page }) => {
  const panel = await openTasksInformation(page, server.url);
  await showRunningLog(panel);
  const first = server.schedulerPid();
  const lost = panel.losesConnection();

  process.kill(first, 'SIGKILL');

  await lost;
  await expect(panel.place).toContainText('Live', { timeout: 60_000 });
  expect(server.schedulerPid()).not.toBe(first);
  await expectAllLines(panel);
});

test('the Jupyter server is killed while a log is written, and started again on its port', async ({ page }) => {
  const panel = await openTasksInformation(page, server.url);
  await showRunningLog(panel);

  await server.kill();

  await expect(panel.place).not.toContainText('Live');
  await expectStale(panel);
  await expect(panel.place).toContainText('The Jupyter server does not answer', { timeout: 60_000 });
  await page.screenshot({ path: 'ui-tests/screenshots/disconnected.png' });
  await server.start();
  await expect(panel.place).toContainText('Live', { timeout: 60_000 });
  await expectAllLines(panel);
});

test('the page has no network for a while', async ({ page, context }) => {
  const panel = await openTasksInformation(page, server.url);
  await showRunningLog(panel);

  await context.setOffline(true);
  await expect.poll(() => page.evaluate(() => navigator.onLine)).toBe(false);
  await context.setOffline(false);

  await expect(panel.place).toContainText('Live', { timeout: 60_000 });
  await expectAllLines(panel);
});

test('after a sleep, a connection that is open and dead is noticed and made anew', async ({ page }) => {
  const panel = await openTasksInformation(page, server.url);
  await page.evaluate(() => window.jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' }));
  await showRunningLog(panel);
  // The socket stays open, and nobody answers on it.
  server.signal('SIGSTOP');
  // What a browser tells a page that slept; one that is looked at can't be put to sleep.
  await page.evaluate(() => document.dispatchEvent(new Event('resume')));

  await expect(panel.place).not.toContainText('Live', { timeout: 20_000 });
  await expectStale(panel);
  await page.screenshot({ path: 'ui-tests/screenshots/reconnecting-dark.png' });
  server.signal('SIGCONT');

  await expect(panel.place).toContainText('Live', { timeout: 60_000 });
  await expectAllLines(panel);
});

test('a person who is logged out is told so, and is back with a login', async ({ page, context }) => {
  await server.kill('SIGTERM');
  await server.start('first-token');
  const panel = await openTasksInformation(page, server.url, 'first-token');
  await panel.chooseOrganisation('debr');
  await server.kill('SIGTERM');
  await context.clearCookies();

  await server.start('second-token');

  await expect(panel.place).toContainText('You are no longer logged in to this Jupyter server.', { timeout: 60_000 });
  await expect(panel.task('count_words')).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/logged-out.png' });
  const login = context.waitForEvent('page');
  await panel.place.getByRole('button', { name: 'Log in' }).click();
  const loginPage = await login;
  await loginPage.locator('#password_input').fill('second-token');
  await loginPage.locator('#login_submit').click();
  await loginPage.waitForURL(/\/lab/);
  await loginPage.close();
  await page.bringToFront();
  // A page of a headless browser never loses the focus.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));

  await expect(panel.place).toContainText('Live', { timeout: 60_000 });
  await expect(panel.task('count_words')).toContainText('Success', { timeout: 60_000 });
});
