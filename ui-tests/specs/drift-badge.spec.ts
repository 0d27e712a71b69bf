import { expect, test } from '@jupyterlab/galata';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DriftBadges } from '../pages/drift-badges';
import { TasksPanel } from '../pages/tasks-panel';
import { git, read } from '../support/repository';
import { lastStatus } from '../support/scheduler';

const FOLDER = process.env.PEACH_UI_REPOSITORY ?? '';
const NOTEBOOK = 'notebooks/words.ipynb';
const DEFINITION = join(FOLDER, 'peach.conf/drafts.yaml');

test.beforeEach(async ({ page }) => {
  await expect.poll(() => lastStatus(page, 'debr/count_words')).toBe('SUCCESS');
  await page.notebook.openByPath(NOTEBOOK);
  await page.notebook.activate('words.ipynb');
  await expect(new DriftBadges(page).cells()).toHaveCount(3);
});

test.afterEach(() => {
  rmSync(DEFINITION, { force: true });
  expect(git('diff', '--name-only', 'HEAD')).toBe('');
});

test('a badge tells task, last status and drift while the cell is written, and opens the task', async ({ page }) => {
  const notebook = new DriftBadges(page);
  const before = read(NOTEBOOK);
  await expect(notebook.badges(2)).toHaveText(/^count_words · (Success|Running|Queued)$/);
  await expect(notebook.badges(2)).toHaveAccessibleName(/same as master/);
  await expect(notebook.badges(3)).toHaveText(/^never_works · (Failure|Running|Queued)$/);
  await expect(notebook.badges(1)).toHaveCount(0);

  await notebook.editor(2).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('  # more');
  await expect(notebook.badges(2)).toHaveText(/^count_words · \w+ · differs from master$/);
  await expect(notebook.editor(2)).toBeFocused();
  await expect(notebook.badges(3)).not.toContainText('differs');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(notebook.badges(2)).toHaveText(/^count_words · \w+$/);

  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await notebook.badges(3).click();
  await expect(panel.log('never_works')).toBeVisible();
  await page.notebook.activate('words.ipynb');
  await notebook.badges(2).focus();
  await page.keyboard.press('Enter');
  await expect(panel.log('count_words')).toBeVisible();
  expect(read(NOTEBOOK)).toBe(before);
});

test('a badge goes with its cell, and follows master and the checkout', async ({ page }) => {
  const notebook = new DriftBadges(page);
  await expect(notebook.badges(2)).toHaveText(/^count_words/);
  await page.notebook.selectCells(1);
  await page.evaluate(() => void window.jupyterapp.commands.execute('notebook:move-cell-up'));
  await expect(notebook.badges(1)).toHaveText(/^count_words/);
  await expect(notebook.badges(2)).toHaveCount(0);
  await page.evaluate(() => void window.jupyterapp.commands.execute('notebook:delete-cell'));
  await expect(notebook.badges()).toHaveCount(1);
  await page.evaluate(() => void window.jupyterapp.commands.execute('notebook:undo-cell-action'));
  // Lab takes back the move too where both were done at once.
  const badge = notebook.badges().filter({ hasText: 'count_words' });
  await expect(badge).toHaveCount(1);

  const head = git('rev-parse', 'HEAD');
  writeFileSync(join(FOLDER, NOTEBOOK), read(NOTEBOOK).replace('\\"word\\"', '\\"a word\\"'));
  git('commit', '--quiet', '--message', 'Say it otherwise', '--', NOTEBOOK);
  await expect(badge).toContainText('differs from master');
  git('reset', '--quiet', '--hard', head);
  await expect(badge).not.toContainText('differs');
});

test('a task that only the checkout defines is grey, in the light and the dark', async ({ page }) => {
  const notebook = new DriftBadges(page);
  await expect(notebook.badges(3)).toHaveCount(1);
  writeFileSync(DEFINITION, `codops: debr\ntasks:\n  draft: {notebook: ${NOTEBOOK}, method: never_works, executor: python}\n`);
  await page.notebook.openByPath('notebooks/related.ipynb');
  await page.notebook.activate('words.ipynb');
  await expect(notebook.badges(3)).toHaveText([/^never_works/, 'draft · not on master yet']);

  await notebook.editor(3).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' # and here the line goes on');
  await expect(notebook.badges(3).first()).toContainText('differs from master');
  for (const theme of ['Light', 'Dark']) {
    await page.theme.setTheme(`JupyterLab ${theme}`);
    await page.screenshot({ path: `ui-tests/screenshots/drift-badges-${theme.toLowerCase()}.png` });
  }
});
