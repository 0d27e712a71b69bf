import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import { TasksPanel } from '../pages/tasks-panel';
import { commitFile } from '../support/repository';
import { lastStatus } from '../support/scheduler';

test.describe.configure({ mode: 'serial' });

const LINES = 1_000_000;
const NOTEBOOK = 'notebooks/logs.ipynb';
const DEFINITION = 'peach.conf/logs.yaml';
const GO = join(process.env.PEACH_UI_STATE ?? '', 'data', 'logs', 'go');

const PRINT = `import sys
def many_lines():
    for begin in range(0, ${LINES}, 10000):
        numbers = range(begin, begin + 10000)
        sys.stdout.write(''.join('line %07d%s\\n' % (n, ' has a Needle' if n == 512345 else '') for n in numbers))
    print('<b>bold</b> <img src=x onerror=alert(1)>')
    print('\\033[31mred\\033[0m and \\033[1;34mblue\\033[0m')
    print('w' * 2000)`;
const TALK = `import os, time
def talks():
    print('waits', flush=True)
    while not os.path.exists(os.path.join(os.environ['PEACH_DATA_DIR'], 'go')):
        time.sleep(0.05)
    for number in range(200):
        print('said', number, flush=True)
    time.sleep(600)`;

function notebook(...sources: readonly string[]): string {
  const cells = sources.map((source, id) => ({
    cell_type: 'code',
    id: `c${id}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source
  }));
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
}

test.beforeAll(() => {
  commitFile(NOTEBOOK, notebook(PRINT, TALK));
  const task = (method: string): string =>
    `  ${method}: {notebook: ${NOTEBOOK}, method: ${method}, executor: python, schedule: "0 0 1 1 *"}\n`;
  commitFile(DEFINITION, `codops: logs\ntasks:\n${task('many_lines')}${task('talks')}`);
});

test.afterAll(() => {
  commitFile(DEFINITION, null);
  commitFile(NOTEBOOK, null);
});

async function open(page: IJupyterLabPageFixture, task: string): Promise<TasksPanel> {
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await expect(panel.organisation().getByRole('option', { name: 'logs' })).toBeAttached({ timeout: 60_000 });
  await panel.chooseOrganisation('logs');
  await panel.task(task).click();
  return panel;
}

test('a log of a million lines opens at its end, and any part of it is there at once', async ({ page }) => {
  const panel = await open(page, 'many_lines');
  if ((await lastStatus(page, 'logs/many_lines')) === null) {
    await panel.place.getByRole('button', { name: 'Run now' }).last().click();
  }
  const log = panel.log('many_lines');
  await expect(log).toContainText('line 0999999', { timeout: 60_000 });

  await log.focus();
  await page.keyboard.press('Home');
  await expect(log.getByText('line 0000000')).toBeVisible();
  await expect(panel.headings().first()).toContainText('1,000,003 lines');
  await expect(panel.logButton('Follow')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('End');
  await expect(log.getByText('line 0999999')).toBeVisible();
  await expect(panel.logButton('Follow')).toHaveAttribute('aria-pressed', 'true');
  expect(await log.locator('[data-index]').count()).toBeLessThan(100);

  await log.evaluate(element => {
    element.scrollTop = element.scrollHeight / 2;
  });
  await expect(log.getByText(/^line 0(49|50)\d{4}$/).first()).toBeVisible();
  await expect(panel.logButton('Follow')).toHaveAttribute('aria-pressed', 'false');
});

test('the scheduler searches the whole log, and the match comes into view', async ({ page }) => {
  const panel = await open(page, 'many_lines');
  const log = panel.log('many_lines');
  await expect(log).toContainText('line 0999999');

  await log.focus();
  await page.keyboard.press('/');
  await page.keyboard.type('a needle');
  await expect(panel.place.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(log.getByText('line 0512345')).toBeVisible();
  await expect(log.locator('mark')).toHaveText('a Needle');
  await page.screenshot({ path: 'ui-tests/screenshots/logs.png' });

  await panel.place.getByRole('searchbox', { name: 'Search logs' }).fill('line 00012');
  await expect(panel.place.getByText('100 of 100', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel.place.getByText('1 of 100', { exact: true })).toBeVisible();
  await expect(log.getByText('line 0001200')).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await expect(panel.place.getByText('100 of 100', { exact: true })).toBeVisible();
  await panel.place.getByRole('searchbox', { name: 'Search logs' }).fill('line');
  await expect(panel.place.getByText(/^[\d,]+ of 10,000\+$/)).toBeVisible();
});

test('what a line says is text with colours, wrapped where that is wanted', async ({ page }) => {
  const panel = await open(page, 'many_lines');
  const log = panel.log('many_lines');
  const html = log.getByText('<b>bold</b> <img src=x onerror=alert(1)>');
  await expect(html).toBeVisible();
  await expect(log.locator('img, b:not(.jp-peach-code)')).toHaveCount(0);
  await expect(log.locator('.jp-peach-ansi-fg-1')).toHaveText('red');

  const long = log.locator('.jp-peach-LogRow').filter({ hasText: 'w'.repeat(2000) });
  await log.focus();
  await page.keyboard.press('w');
  await expect(panel.logButton('Wrap')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => (await long.boundingBox())?.height).toBeGreaterThan(100);
  await page.keyboard.press('w');
  await expect.poll(async () => (await long.boundingBox())?.height).toBe(16);
});

test('the download has the whole log', async ({ page }) => {
  const panel = await open(page, 'many_lines');
  await expect(panel.log('many_lines')).toContainText('line 0999999');
  const [download] = await Promise.all([page.waitForEvent('download'), panel.logButton('Download').click()]);
  const stream = await download.createReadStream();
  let newlines = 0;
  for await (const chunk of stream) {
    newlines += (chunk as Buffer).toString('latin1').split('\n').length - 1;
  }
  expect(newlines).toBeGreaterThanOrEqual(LINES + 3);
});

test('lines come live, and silence is said', async ({ page }) => {
  mkdirSync(join(GO, '..'), { recursive: true });
  rmSync(GO, { force: true });
  const panel = await open(page, 'talks');
  await panel.place.getByRole('button', { name: 'Run now' }).last().click();
  const log = panel.log('talks');
  await expect(log.getByText('waits').last()).toBeVisible({ timeout: 60_000 });
  await page.clock.setFixedTime(Date.now() + 3 * 60_000 + 5000);
  await expect(log.getByText('Silent for 3 min')).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/logs-silent.png' });
  await page.clock.setFixedTime(Date.now());

  writeFileSync(GO, '');
  await expect(log.getByText('said 199')).toBeVisible();
  await log.focus();
  await page.keyboard.press('f');
  await expect(panel.logButton('Follow')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('s');
  await panel.place.getByRole('button', { name: 'Stop execution' }).click();
  await expect(panel.executions('talks').first()).toContainText('Killed');
});

test('the logs in the dark theme', async ({ page }) => {
  await page.theme.setDarkTheme();
  const panel = await open(page, 'many_lines');
  await expect(panel.log('many_lines')).toContainText('line 0999999');
  await panel.place.getByRole('searchbox', { name: 'Search logs' }).fill('line 09999');
  await expect(panel.place.getByText(/^\d+ of 100$/)).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/logs-dark.png' });
});
