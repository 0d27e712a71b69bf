import { expect, test } from '@jupyterlab/galata';
import { TasksPanel, themeColour } from '../pages/tasks-panel';
import { commitFile } from '../support/repository';
import { schedulerPid } from '../support/scheduler';

test.describe.configure({ mode: 'serial' });

const SIDEBAR = 'peach-lab-tasks';

test('the sidebar shows organisations, tasks and the logs of the chosen one', async ({ page }) => {
  await page.sidebar.openTab(SIDEBAR);
  const panel = new TasksPanel(page.locator(`#${SIDEBAR}`));
  await panel.chooseOrganisation('debr');
  await expect(panel.task('count_words')).toContainText('Success', { timeout: 60_000 });
  await expect(panel.task('never_works')).toContainText('Failure', { timeout: 60_000 });

  await panel.task('count_words').click();

  await expect(panel.executions('count_words').first()).toBeVisible();
  await expect(panel.log('count_words')).toContainText('word one');
  await page.screenshot({ path: 'ui-tests/screenshots/sidebar.png' });
});

test('the main area shows executions, the chart with blue dots and red crosses, and one execution’s log', async ({ page }) => {
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('debr');

  await panel.task('never_works').click();
  await expect(panel.executions('never_works').first()).toContainText('Failure');
  await expect(panel.chart()).toBeVisible();
  const red = await themeColour(panel.place, '--jp-error-color1');
  await expect.poll(async () => (await panel.pointColours()).every(colours => colours.includes(red))).toBe(true);
  await page.screenshot({ path: 'ui-tests/screenshots/main-area-failure.png' });

  await panel.task('count_words').click();
  const blue = await themeColour(panel.place, '--jp-brand-color1');
  await expect.poll(() => panel.pointColours()).toContainEqual(expect.stringContaining(blue));

  await panel.executions('count_words').last().getByRole('button', { name: 'Show below' }).click();
  await expect(panel.headings()).toHaveCount(1);
  await panel.place.getByRole('button', { name: 'All executions' }).click();
  await expect.poll(() => panel.headings().count()).toBeGreaterThan(1);
  await page.screenshot({ path: 'ui-tests/screenshots/main-area.png' });
});

test('a layout with Tasks information in it comes back after a reload', async ({ page }) => {
  const saved = page.waitForRequest(
    request =>
      request.method() === 'PUT' &&
      request.url().includes('/workspaces/') &&
      (request.postData() ?? '').includes('peach-lab-tasks-information')
  );
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('sesr');
  await saved;
  // Galata takes this option too; its types name Playwright's alone.
  const options = { waitUntil: 'load' as const, waitForIsReady: false };
  await page.reload(options);
  await expect(panel.tasks('sesr')).toBeVisible({ timeout: 60_000 });
});

test('in a notebook the log goes on while the kernel is busy', async ({ page }) => {
  await page.notebook.openByPath('notebooks/tasks.ipynb');
  await page.notebook.activate('tasks.ipynb');
  await page.notebook.runCell(0, true);
  const panel = new TasksPanel(page.locator('.jp-NotebookPanel .jp-peach-Widget'));
  await panel.chooseOrganisation('sesr');
  await panel.task('slow_count').click();
  await page.locator('.jp-Notebook .jp-Cell').nth(1).locator('.jp-InputArea-editor').click();
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.jp-Notebook .jp-Cell').nth(1).locator('.jp-InputPrompt')).toContainText('[*]');

  await expect(panel.task('slow_count')).toContainText('RUNNING', { timeout: 60_000 });
  const lines = panel.log('slow_count');
  // Each line is followed by the time of the next one.
  await expect(lines).toContainText(/Running.*slow line 3\d\d:/);
  await expect(lines).toContainText(/Running.*slow line 9\d\d:/);

  await expect(page.locator('.jp-Notebook .jp-Cell').nth(1).locator('.jp-InputPrompt')).toContainText('[*]');
  await page.screenshot({ path: 'ui-tests/screenshots/notebook.png' });
});

test('the view comes back by itself after the scheduler was killed', async ({ page }) => {
  await page.sidebar.openTab(SIDEBAR);
  const panel = new TasksPanel(page.locator(`#${SIDEBAR}`));
  await panel.chooseOrganisation('debr');
  await expect(panel.place).toContainText('Live');
  const first = schedulerPid();

  process.kill(first, 'SIGKILL');

  await expect(panel.place).not.toContainText('Live');
  await expect(panel.task('count_words')).toBeVisible();
  // The Jupyter server starts it again without being asked.
  await expect(panel.place).toContainText('Live', { timeout: 60_000 });
  expect(schedulerPid()).not.toBe(first);
  await expect(panel.task('count_words')).toContainText('Success');
});

test('a task and a loop are paused and resumed, by mouse and by keyboard', async ({ page }) => {
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('debr');
  await panel.task('never_works').click();

  await page.keyboard.press('p');
  await expect(panel.task('never_works')).toContainText('paused');
  const newest = panel.executions('never_works').first();
  await expect(newest).toContainText('Failure');
  const before = await newest.textContent();
  await expect(panel.place.getByRole('button', { name: 'Resume', exact: true }).last()).toBeVisible();
  await panel.place.getByRole('button', { name: 'Run now' }).last().click();
  await expect(newest).not.toHaveText(before ?? '');
  await page.keyboard.press('p');
  await expect(panel.task('never_works')).not.toContainText('paused');

  await panel.place.getByRole('button', { name: 'Pause loop' }).click();
  await expect(panel.place).toContainText('Loop paused');
  await expect(panel.task('count_words')).toContainText('paused');
  await page.screenshot({ path: 'ui-tests/screenshots/main-area-paused.png' });
  await panel.place.getByRole('button', { name: 'Resume loop' }).click();
  await expect(panel.task('count_words')).not.toContainText('paused');
});

test('the main area in the dark theme', async ({ page }) => {
  await page.theme.setDarkTheme();
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('debr');
  await panel.task('count_words').click();
  await expect(panel.log('count_words')).toContainText('word one');
  await page.screenshot({ path: 'ui-tests/screenshots/main-area-dark.png' });
});

test('a problem opens the editor at its place', async ({ page }) => {
  const task = ['  wrong:', '    notebook: notebooks/words.ipynb', '    method: count_words', '    executor: sprak', ''];
  commitFile('peach.conf/wrong.yaml', ['codops: debr', 'tasks:', ...task].join('\n'));
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('debr');

  await panel.place.getByRole('button', { name: 'peach.conf/wrong.yaml:6:15' }).first().click();

  await expect(page.locator('#jp-main-statusbar')).toContainText('Ln 6, Col 15');
  await expect(page.locator('.jp-FileEditor .cm-content')).toContainText('executor: sprak');
  commitFile('peach.conf/wrong.yaml', null);
});

test('a saved notebook says to run its cell again, and then shows the tasks', async ({ page }) => {
  const open = async (): Promise<void> => {
    await page.notebook.openByPath('notebooks/tasks.ipynb');
    await page.notebook.activate('tasks.ipynb');
  };
  await open();
  await page.notebook.runCell(0, true);
  await expect(page.locator('.jp-NotebookPanel .jp-peach-Widget')).toBeVisible();
  await page.notebook.save();
  await page.notebook.close(false);
  await page.kernel.shutdownAll();

  await open();

  await expect(page.locator('.jp-NotebookPanel .jp-OutputArea-output')).toHaveText(/Run this cell to show it\.$/);
  await page.notebook.runCell(0, true);
  const panel = new TasksPanel(page.locator('.jp-NotebookPanel .jp-peach-Widget'));
  // The first task is chosen by itself.
  await panel.chooseOrganisation('debr');
  await expect(panel.executions('count_words').first()).toBeVisible();
});
