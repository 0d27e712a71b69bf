import { expect, test } from '@jupyterlab/galata';
import { RegisterDialog } from '../pages/register-dialog';
import { git, read } from '../support/repository';
import { lastStatus } from '../support/scheduler';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ page }) => {
  await page.notebook.openByPath('notebooks/related.ipynb');
  await page.notebook.activate('related.ipynb');
  await expect(page.locator('.jp-Notebook .jp-Cell')).toHaveCount(5);
});

test('the menu item stands on code cells only', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await page.locator('.jp-Notebook .jp-MarkdownCell').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Delete Cell' })).toBeVisible();
  await expect(dialog.menuItem()).toHaveCount(0);
});

test('the cell under the pointer is meant, not the active one, and everything known is filled in', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await page.notebook.selectCells(2);

  await dialog.openOnCell(4);

  await expect(dialog.field('Function')).toHaveValue('popularity_index');
  await expect(dialog.field('Organisation')).toHaveValue('debr');
  await expect(dialog.field('Task name')).toHaveValue('popularity_index');
  await expect(dialog.field('Executor')).toHaveValue('python');
  await expect(dialog.dialog).toContainText('so python is chosen');
  await expect(dialog.dialog).toContainText('notebooks/related.ipynb, cell 4');
  await expect(dialog.field('country')).toHaveAttribute('placeholder', '"de" (default)');
});

test('an error blocks registering until its remedy is taken', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(4);
  await expect(dialog.check()).toContainText('json');
  await expect(dialog.button('Register')).toBeDisabled();
  await expect(dialog.reason()).toContainText('1 finding to correct');
  await page.screenshot({ path: 'ui-tests/screenshots/register-finding.png' });

  await dialog
    .check()
    .getByRole('button', { name: /full notebook/i })
    .click();

  await expect(dialog.check()).toContainText('No findings.');
  await expect(dialog.field('Cells')).toHaveValue('all');
  await expect(dialog.button('Register')).toBeEnabled();
});

test('the cells that define what is missing are included with one click', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(4);
  await dialog
    .check()
    .getByRole('button', { name: /include the cell/i })
    .click();

  await expect(dialog.field('Cells')).toHaveValue('needed');
  await expect(dialog.check()).toContainText(/needs cell \d+/);
  await expect(dialog.preview()).toContainText('cells: needed');
  await expect(dialog.button('Register')).toBeEnabled();
});

test('copying the import changes the cell and settles the finding', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(4);
  await dialog
    .check()
    .getByRole('button', { name: /import/i })
    .click();
  await expect(dialog.check()).toContainText('No findings.');
  await dialog.dialog.getByText('Cancel', { exact: true }).click();
  await expect(page.locator('.jp-Notebook .jp-Cell').nth(3)).toContainText('import json');
});

test('the focus stays in the dialog when a remedy’s button is gone, and Escape closes it', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(4);
  await dialog
    .check()
    .getByRole('button', { name: /full notebook/i })
    .focus();
  await page.keyboard.press('Enter');
  await expect(dialog.check()).toContainText('No findings.');
  await expect(dialog.check()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toHaveCount(0);
});

test('a definition file with changes that are not saved is not written to', async ({ page }) => {
  await page.evaluate(
    () => void window.jupyterapp.commands.execute('docmanager:open', { path: 'peach.conf/debr.yaml', factory: 'Editor' })
  );
  const editor = page.locator('.jp-FileEditor .cm-content');
  await editor.click();
  await page.keyboard.type('# mine');
  await page.notebook.activate('related.ipynb');
  const before = read('peach.conf/debr.yaml');
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(3);
  await dialog.field('Organisation').selectOption('debr');
  await expect(dialog.button('Register')).toBeEnabled();
  await dialog.button('Register').click();
  await expect(dialog.dialog).toContainText('peach.conf/debr.yaml is open and has changes that are not saved.');
  expect(read('peach.conf/debr.yaml')).toBe(before);
  await page.keyboard.press('Escape');
});

test('a name that is taken is refused, with a free one as remedy', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(3);
  await dialog.field('Task name').fill('count_words');
  await expect(dialog.button('Register')).toBeDisabled();
  await dialog.check().getByRole('button').first().click();
  await expect(dialog.check()).toContainText('No findings.');
  await expect(dialog.field('Task name')).not.toHaveValue('count_words');
});

test('registering on a branch adds lines and nothing else, and says that it does not run yet', async ({ page }) => {
  const before = read('peach.conf/sesr.yaml');
  const head = git('rev-parse', 'master');
  git('checkout', '--quiet', '-b', 'feature/index');
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(3);
  await dialog.field('Organisation').selectOption('sesr');
  await expect(dialog.preview()).toContainText('nothing else changes');
  const added = await dialog.addedLines().allTextContents();

  const next = await dialog.register();

  const after = read('peach.conf/sesr.yaml');
  expect(after.startsWith(before)).toBe(true);
  expect(after.slice(before.length)).toBe(added.map(line => `${line}\r\n`).join(''));
  await expect(next).toContainText('This branch is feature/index, and tasks run from master.');
  await page.screenshot({ path: 'ui-tests/screenshots/registered.png' });
  await next.getByLabel('Commit message').fill('Register first_function for sesr');
  await next.getByRole('button', { name: 'Commit on feature/index' }).click();
  await expect(next).toContainText('Committed as');
  await next.getByRole('button', { name: 'Close', exact: true }).click();
  expect(git('log', '-1', '--format=%s', 'feature/index')).toBe('Register first_function for sesr');
  expect(git('rev-parse', 'master')).toBe(head);
  git('checkout', '--quiet', 'master');
});

test('registering and committing on master lets the task join the loop and run', async ({ page }) => {
  const before = read('peach.conf/debr.yaml');
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(4);
  await dialog
    .check()
    .getByRole('button', { name: /full notebook/i })
    .click();
  await dialog.field('days').fill('30');
  await expect(dialog.addedLines()).toContainText(['      days: 30']);

  const next = await dialog.register();
  await next.getByRole('button', { name: 'Commit on master' }).click();

  await expect(next).toContainText('joins the loop of debr with the next lap');
  await expect(next.getByRole('button', { name: 'Close', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(next).toHaveCount(0);
  expect(read('peach.conf/debr.yaml').startsWith(before)).toBe(true);
  expect(git('status', '--porcelain', 'peach.conf/debr.yaml', 'notebooks/related.ipynb')).toBe('');
  await expect.poll(() => lastStatus(page, 'debr/popularity_index'), { timeout: 60_000 }).toBe('SUCCESS');
});

test('the whole way by keyboard', async ({ page }) => {
  const dialog = new RegisterDialog(page);
  await page.notebook.selectCells(2);
  await page.keyboard.press('Control+Alt+KeyK');
  await expect(dialog.field('Function')).toHaveValue('first_function');
  await expect(dialog.dialog.locator(':focus')).toHaveCount(1);
  for (let step = 0; step < 25; step++) {
    await page.keyboard.press('Tab');
    await expect(dialog.dialog.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toHaveCount(0);
});

test('the dialog in the dark theme', async ({ page }) => {
  await page.theme.setDarkTheme();
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(4);
  await expect(dialog.check()).toContainText('json');
  await page.screenshot({ path: 'ui-tests/screenshots/register-dark.png' });
});
