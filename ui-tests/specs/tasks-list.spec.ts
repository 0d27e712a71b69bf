import { expect, test } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { TasksPanel } from '../pages/tasks-panel';
import { commitFile } from '../support/repository';

test.describe.configure({ mode: 'serial' });

const SIDEBAR = 'peach-lab-tasks';
const FILE = 'peach.conf/many.yaml';
const TASKS = 150;

/** Tasks that are due once a year, and one whose definition is wrong. */
function manyTasks(): string {
  const code = ['    notebook: notebooks/words.ipynb', '    method: never_works'];
  const tasks = Array.from({ length: TASKS }, (_, place) => [
    `  task_${String(place).padStart(3, '0')}:`,
    ...code,
    '    executor: python',
    `    schedule: "${place % 60} ${place % 24} 1 1 *"`
  ]);
  return ['codops: many', 'tasks:', ...tasks.flat(), '  wrong:', ...code, '    executor: sprak', ''].join('\n');
}

test.beforeAll(() => commitFile(FILE, manyTasks()));
test.afterAll(() => commitFile(FILE, null));

async function openMainArea(page: IJupyterLabPageFixture): Promise<TasksPanel> {
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('many');
  await expect(panel.tasks('many')).toHaveAttribute('aria-rowcount', String(1 + TASKS + 1 + 1));
  return panel;
}

const search = (panel: TasksPanel) => panel.place.getByRole('searchbox', { name: 'Search tasks' });
const head = (panel: TasksPanel, name: string) => panel.place.getByRole('columnheader', { name: new RegExp(`^${name}`) });

test('tasks are searched, sorted and filtered, and all of that is there again after a reload', async ({ page }) => {
  const saved = page.waitForRequest(
    request =>
      request.method() === 'PUT' &&
      request.url().includes('/workspaces/') &&
      (request.postData() ?? '').includes('peach-lab-tasks-information')
  );
  const panel = await openMainArea(page);
  await search(panel).fill('task_14');
  await expect(panel.place.getByText(`10 of ${TASKS + 1} tasks`)).toBeVisible();
  await head(panel, 'Next due').getByRole('button').click();
  await expect(head(panel, 'Next due')).toHaveAttribute('aria-sort', 'ascending');
  await panel.place.getByRole('combobox', { name: 'Filter by status' }).selectOption('Never run');
  await panel.task('task_147').click();
  await expect(panel.place.getByRole('heading', { name: 'task_147', level: 2 })).toBeVisible();
  const order = await panel.tasks('many').locator('tbody').getByRole('row').allTextContents();
  await saved;

  // Galata takes this option too; its types name Playwright's alone.
  const options = { waitUntil: 'load' as const, waitForIsReady: false };
  await page.reload(options);

  await expect(search(panel)).toHaveValue('task_14', { timeout: 60_000 });
  await expect(panel.organisation()).toHaveValue('many');
  await expect(head(panel, 'Next due')).toHaveAttribute('aria-sort', 'ascending');
  await expect(panel.place.getByRole('combobox', { name: 'Filter by status' })).toHaveValue('NEVER');
  await expect(panel.task('task_147')).toHaveAttribute('aria-selected', 'true');
  await expect(panel.place.getByRole('heading', { name: 'task_147', level: 2 })).toBeVisible();
  expect(await panel.tasks('many').locator('tbody').getByRole('row').allTextContents()).toEqual(order);
});

test('of many tasks only those that can be seen are in the page, and keys reach all of them', async ({ page }) => {
  const panel = await openMainArea(page);
  const rows = panel.tasks('many').locator('tbody').getByRole('row');
  expect(await rows.count()).toBeLessThan(100);

  await panel.task('task_000').focus();
  await page.keyboard.press('End');
  await expect(panel.task('wrong').first()).toBeFocused();
  await expect(panel.place.getByRole('button', { name: /^peach\.conf\/many\.yaml:\d+:\d+$/ }).first()).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/tasks-list.png' });
  await page.keyboard.press('ArrowUp');
  await expect(panel.task('task_149')).toBeFocused();
  await expect(panel.task('task_149')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Home');
  await expect(panel.task('task_000')).toBeFocused();

  await page.keyboard.press('ArrowUp');
  await expect(head(panel, 'Task').getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(head(panel, 'Task')).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('ArrowDown');
  await expect(panel.task('wrong').first()).toBeFocused();

  await page.keyboard.press('/');
  await expect(search(panel)).toBeFocused();
  await page.keyboard.type('_07');
  await expect(panel.place.getByText(`10 of ${TASKS + 1} tasks`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search(panel)).toHaveValue('');
});

test('a sidebar of 300 pixels has two lines a task, searched and moved through alike', async ({ page }) => {
  await page.sidebar.openTab(SIDEBAR);
  await page.sidebar.setWidth(300, 'left');
  const panel = new TasksPanel(page.locator(`#${SIDEBAR}`));
  await panel.chooseOrganisation('many');

  await search(panel).fill('wrong');
  await expect(panel.task('wrong')).toContainText('many.yaml:');
  await search(panel).fill('task_1');
  await panel.task('task_100').click();
  await page.keyboard.press('ArrowDown');
  await expect(panel.task('task_101')).toBeFocused();
  await expect(panel.place.getByText('task_101 has not run yet')).toBeVisible();
  const width = await panel.place.evaluate(node => ({ own: node.clientWidth, needed: node.scrollWidth }));
  expect(width.needed).toBe(width.own);
  await page.screenshot({ path: 'ui-tests/screenshots/tasks-list-sidebar.png' });
});
