import { expect, test, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';
import { DriftBadges } from '../pages/drift-badges';
import { TasksPanel } from '../pages/tasks-panel';
import { lastStatus } from '../support/scheduler';

/** Opens the page of these settings in Lab's own editor. */
async function openSettings(page: IJupyterLabPageFixture, title: string): Promise<Locator> {
  await page.menu.clickMenuItem('Settings>Settings Editor');
  const editor = page.locator('.jp-SettingsPanel');
  await page.locator('.jp-PluginList').getByText(title, { exact: true }).click();
  return editor;
}

test('counts in the status bar go and come back at once', async ({ page }) => {
  const counts = page.locator('#jp-main-statusbar').getByRole('button', { name: /^Tasks: / });
  await expect(counts).toBeVisible({ timeout: 60_000 });
  const editor = await openSettings(page, 'PEACH Lab: status bar');
  const box = editor.getByRole('checkbox', { name: 'Counts of tasks' });

  await box.uncheck();
  await expect(counts).toBeHidden();
  await page.screenshot({ path: 'ui-tests/screenshots/settings.png' });
  await box.check();
  await expect(counts).toBeVisible();
});

test('badges go and come back at once', async ({ page }) => {
  await expect.poll(() => lastStatus(page, 'debr/count_words')).toBe('SUCCESS');
  await page.notebook.openByPath('notebooks/words.ipynb');
  await page.notebook.activate('words.ipynb');
  const notebook = new DriftBadges(page);
  await expect(notebook.badges()).not.toHaveCount(0);
  const editor = await openSettings(page, 'PEACH Lab: badges of registered cells');
  await editor.getByRole('checkbox', { name: 'Badges' }).uncheck();
  await page.notebook.activate('words.ipynb');
  await expect(notebook.badges()).toHaveCount(0);

  await page.getByRole('main').getByRole('tab', { name: 'Settings', exact: true }).click();
  await editor.getByRole('checkbox', { name: 'Badges' }).check();
  await page.notebook.activate('words.ipynb');
  await expect(notebook.badges()).not.toHaveCount(0);
});

test('organisation, wrap and time zone act in a panel that is open', async ({ page }) => {
  const read = () => page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(await read()).toBe('Asia/Tokyo');
  await page.sidebar.openTab('peach-lab-tasks');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks'));
  await panel.chooseOrganisation('debr');
  await panel.task('count_words').click();
  const wrap = panel.place.getByRole('button', { name: /^Wrap/ });
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  const start = panel.executions('count_words').last();
  const inTokyo = await start.textContent();

  const editor = await openSettings(page, 'PEACH Lab: tasks information');
  // Lab's editor gives these entries no accessible name.
  const entry = (name: string) => editor.locator(`[id="jp-SettingsEditor-peach-lab:tasks_${name}"]`);
  await entry('wrapLogs').selectOption({ label: 'Never' });
  await expect(wrap).toHaveAttribute('aria-pressed', 'false');
  await entry('timeZone').selectOption({ label: 'UTC' });
  await expect(start).not.toHaveText(inTokyo ?? '');
  await entry('organisation').fill('sesr');
  await expect(panel.tasks('sesr')).toBeVisible();
});

test.use({ timezoneId: 'Asia/Tokyo' });
