import { expect, test } from '@jupyterlab/galata';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { TasksPanel } from '../pages/tasks-panel';
import { pauseLoop, runUntil } from '../support/scheduler';

test.describe.configure({ mode: 'serial' });

/** Enough for a range to have some of them. */
const EXECUTIONS = 8;

test.beforeEach(async ({ page }) => {
  // Another execution would move the points under the mouse.
  await pauseLoop(page, 'debr', true);
});

test.afterEach(async ({ page }) => {
  await pauseLoop(page, 'debr', false);
});

async function openTask(page: IJupyterLabPageFixture, name: string): Promise<TasksPanel> {
  await runUntil(page, `debr/${name}`, EXECUTIONS);
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('debr');
  await panel.task(name).click();
  await expect(panel.executionsShown()).toHaveText(/^\d+ executions$/);
  await expect.poll(async () => (await panel.pointColours()).length).toBeGreaterThanOrEqual(EXECUTIONS);
  return panel;
}

test('a range that is drawn over the chart filters the executions, until Esc', async ({ page }) => {
  const panel = await openTask(page, 'count_words');
  const all = await panel.executions('count_words').count();

  await panel.place.getByRole('button', { name: 'Select range' }).click();
  await panel.drawRange(0.02, 0.5);

  await expect(panel.executionsShown()).toHaveText(new RegExp(`^\\d+ of ${all} executions, \\d+ \\w{3} .* – `));
  const shown = await panel.executions('count_words').count();
  expect(shown).toBeGreaterThan(0);
  expect(shown).toBeLessThan(all);
  await page.screenshot({ path: 'ui-tests/screenshots/chart-range.png' });

  await panel.executions('count_words').first().focus();
  await page.keyboard.press('Escape');
  await expect(panel.executionsShown()).toHaveText(`${all} executions`);
  await expect(panel.executions('count_words')).toHaveCount(all);
});

test('a range is typed by keyboard alone, and cleared', async ({ page }) => {
  const panel = await openTask(page, 'count_words');
  const all = await panel.executions('count_words').count();

  await panel.place.getByRole('button', { name: 'Select range' }).press('Enter');
  const to = panel.place.getByLabel('To', { exact: true });
  const oldest = await panel.place.getByLabel('From', { exact: true }).inputValue();
  await to.fill(oldest.length > 16 ? oldest : `${oldest}:00`);
  await to.press('Enter');

  await expect(panel.executionsShown()).toHaveText(new RegExp(`^\\d+ of ${all} executions, `));
  await panel.place.getByRole('button', { name: 'Clear range' }).press('Enter');
  await expect(panel.executionsShown()).toHaveText(`${all} executions`);
});

test('a point tells its version, who made it and how it ended; a click selects its execution', async ({ page }) => {
  const panel = await openTask(page, 'never_works');
  const oldest = await panel.point(0);

  await page.mouse.move(oldest.x, oldest.y);
  const hover = panel.chart().locator('.hovertext');
  await expect(hover).toContainText(/^[0-9a-f]{7} · \d+ \w{3} \d\d:\d\d:\d\d/);
  await expect(hover).toContainText('Ann Example');
  await expect(hover).toContainText('Failure · ');
  await expect(hover).toContainText('ValueError: no words at all');
  await page.screenshot({ path: 'ui-tests/screenshots/chart-hover.png' });

  await page.mouse.click(oldest.x, oldest.y);
  await expect(panel.executions('never_works').last()).toHaveAttribute('aria-selected', 'true');
  await panel.place.getByRole('combobox', { name: 'Filter executions by status' }).selectOption('Failures of any kind');
  await expect(panel.executionsShown()).toHaveText(/^(\d+) of \1 executions$/);
});

test('a range is drawn while an execution is chosen, in the dark theme', async ({ page }) => {
  await page.theme.setDarkTheme();
  const panel = await openTask(page, 'count_words');
  await panel.executions('count_words').first().click();
  await panel.place.getByRole('button', { name: 'Select range' }).click();
  await panel.drawRange(0.4, 0.9);
  await expect(panel.executionsShown()).toContainText(' of ');
  await page.screenshot({ path: 'ui-tests/screenshots/chart-range-dark.png' });
});
