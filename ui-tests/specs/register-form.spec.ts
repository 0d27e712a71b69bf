import { expect, test } from '@jupyterlab/galata';
import { DriftBadges } from '../pages/drift-badges';
import { RegisterDialog } from '../pages/register-dialog';
import { TasksPanel } from '../pages/tasks-panel';
import { commitFile, git, read } from '../support/repository';
import { lastStatus } from '../support/scheduler';

const NOTEBOOK = 'notebooks/kinds.ipynb';
const FILE = 'peach.conf/debr.yaml';
const SOURCES = [
  'from typing import Literal\nimport jinja2\nimport kinds_helper\n\ndef kinds(days: int, ratio: float = 0.5, flag: bool = True, mode: Literal["full", "fast"] = "full", items: list[int] | None = None):\n    return jinja2, kinds_helper, days, ratio, flag, mode, items',
  'def one():\n    return 1\n\ndef two(n: int):\n    return n',
  'x = 1'
];

test.beforeAll(() => {
  const cells = SOURCES.map((source, place) => ({
    cell_type: 'code',
    id: `k${place}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: []
  }));
  const kernelspec = { display_name: 'Python 3', language: 'python', name: 'python3' };
  commitFile('notebooks/kinds_helper.py', 'VALUE = 1\n');
  commitFile(
    NOTEBOOK,
    JSON.stringify({ cells, metadata: { kernelspec, language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 })
  );
});

test.afterEach(() => {
  git('checkout', '--quiet', '--', '.');
});

test.afterAll(() => {
  commitFile(NOTEBOOK, null);
  commitFile('notebooks/kinds_helper.py', null);
});

test.describe('a new task', () => {
  test.beforeEach(async ({ page }) => {
    await page.notebook.openByPath(NOTEBOOK);
    await page.notebook.activate('kinds.ipynb');
    await expect(page.locator('.jp-Notebook .jp-Cell')).toHaveCount(3);
  });

  test('arguments are drawn by their type, and what is missing or wrong stands below them', async ({ page }) => {
    const dialog = new RegisterDialog(page);
    await dialog.openOnCell(1);
    await expect(await dialog.note('days')).toContainText('needs “days”');
    await dialog.field('days').fill('many');
    await expect(await dialog.note('days')).toContainText('takes a whole number');
    await expect(dialog.field('days')).toHaveAttribute('aria-invalid', 'true');
    await expect(dialog.button('Register')).toBeDisabled();
    await dialog.field('days').fill('30');
    await dialog.field('flag').uncheck();
    await dialog.field('mode').selectOption('"fast"');
    await dialog.field('items').fill('[1, 2]');
    await expect(dialog.addedLines()).toContainText(['      days: 30', '      flag: false', '      mode: fast', '      items: [1, 2]']);
    await dialog.field('flag').check();
    await expect(dialog.preview()).not.toContainText('flag');
    await expect(dialog.button('Register')).toBeEnabled();
  });

  test('packages are pinned to what the kernel has, without modules of the repository', async ({ page }) => {
    const dialog = new RegisterDialog(page);
    await expect(page.getByText(/Python 3 \(ipykernel\) \| Idle/).first()).toBeVisible();
    await dialog.openOnCell(1);
    await expect(dialog.field('Dependencies')).toHaveValue(/^jinja2==\d+[\d.]*$/i);
    await expect(await dialog.note('Dependencies')).toContainText('at the versions of this notebook’s kernel');
    await expect(dialog.preview()).toContainText(/dependencies: \["?jinja2==/i);
    await dialog.field('Dependencies').fill('');
    await expect(dialog.check()).toContainText('jinja2');
    await expect(dialog.field('Dependencies')).toHaveValue('');
  });

  test('rare fields are folded away, and unfold for a mistake', async ({ page }) => {
    const dialog = new RegisterDialog(page);
    await dialog.openOnCell(2);
    await expect(dialog.field('Function')).toHaveValue('two');
    await dialog.field('Function').selectOption('one');
    await expect(dialog.dialog).toContainText('The function takes none.');
    await expect(dialog.field('Schedule')).toBeHidden();
    await dialog.dialog.getByText('More: schedule').click();
    await dialog.field('Schedule').fill('0 6 * *');
    await expect(await dialog.note('Schedule')).toContainText('schedule');
    await expect(dialog.reason()).toContainText('An entry is not valid');
    await dialog.field('Schedule').fill('0 6 * * *');
    await dialog.field('Retries').fill('2');
    await dialog.field('Overlap').selectOption('allow');
    await expect(dialog.addedLines()).toContainText(['    schedule: "0 6 * * *"', '    overlap: allow', '    retries: {limit: 2}']);
    await page.screenshot({ path: 'ui-tests/screenshots/register-more.png' });
  });

  test('a cell without a function says what is needed', async ({ page }) => {
    const dialog = new RegisterDialog(page);
    await page.locator('.jp-Notebook .jp-Cell').nth(2).locator('.jp-InputArea-editor').click({ button: 'right' });
    await dialog.menuItem().click();
    await expect(dialog.dialog).toContainText('defines no function at its top level');
  });

  test('the form in a narrow window, in the dark', async ({ page }) => {
    await page.theme.setDarkTheme();
    const dialog = new RegisterDialog(page);
    await page.notebook.selectCells(0);
    await page.setViewportSize({ width: 460, height: 760 });
    await page.evaluate(() => void window.jupyterapp.commands.execute('peach-lab:register-task'));
    await dialog.field('days').fill('many');
    const [label, control] = await Promise.all([
      dialog.dialog.getByText('Task name').boundingBox(),
      dialog.field('Task name').boundingBox()
    ]);
    expect((label?.y ?? 0) + (label?.height ?? 0)).toBeLessThanOrEqual(control?.y ?? 0);
    expect((control?.x ?? 0) + (control?.width ?? 0)).toBeLessThanOrEqual(460);
    await page.screenshot({ path: 'ui-tests/screenshots/register-narrow-dark.png' });
  });
});

test.describe('a task that stands in the file', () => {
  test('is edited from its cell, and only the lines of what was changed differ', async ({ page }) => {
    const before = read(FILE);
    await expect.poll(() => lastStatus(page, 'debr/count_words')).toBe('SUCCESS');
    await page.notebook.openByPath('notebooks/words.ipynb');
    await page.notebook.activate('words.ipynb');
    const badges = new DriftBadges(page);
    await expect(badges.badges(2)).toHaveCount(1);
    await badges.editor(2).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Edit task…' }).click();

    const dialog = new RegisterDialog(page, 'Edit task');
    await expect(dialog.field('Task name')).toHaveValue('count_words');
    await expect(dialog.field('text')).toHaveValue('one two three');
    await expect(dialog.field('limit')).toHaveValue('2');
    await expect(dialog.reason()).toContainText('Nothing is changed yet.');
    await expect(dialog.button(`Save in ${FILE}`)).toBeDisabled();

    await dialog.field('limit').fill('3');
    await dialog.dialog.getByText('More: schedule').click();
    await dialog.field('Description').fill('Counts: words');
    await expect(dialog.removedLines()).toHaveText(["    args: { text: one two three, 'limit': 2 }"]);
    await expect(dialog.addedLines()).toHaveText(["    args: { text: one two three, 'limit': 3 }", '    description: "Counts: words"']);
    await expect(dialog.button(`Save in ${FILE}`)).toBeEnabled();
    await page.screenshot({ path: 'ui-tests/screenshots/edit-task.png' });
    await page.keyboard.press('Control+Enter');

    const next = page.getByRole('dialog', { name: 'Saved: debr/count_words' });
    await expect(next).toContainText('The loop of debr goes on with the task as it was until the commit.');
    await expect(next.getByLabel('Commit message')).toHaveValue('Change task count_words');
    await next.getByRole('button', { name: 'Close without commit' }).click();
    expect(read(FILE)).toBe(before.replace("'limit': 2 }\n", '\'limit\': 3 }\n    description: "Counts: words"\n'));
  });

  test('is edited from Tasks information; a rename says what becomes of the history', async ({ page }) => {
    const before = read(FILE);
    await expect.poll(() => lastStatus(page, 'debr/never_works')).toBe('FAILURE');
    await page.evaluate(() => void window.jupyterapp.commands.execute('peach-lab:open-tasks-information', { organisation: 'debr' }));
    const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
    await panel.task('never_works').click();
    await panel.place.getByRole('button', { name: 'Edit…' }).click();

    const dialog = new RegisterDialog(page, 'Edit task');
    await expect(dialog.field('Function')).toHaveValue('never_works');
    await expect(dialog.dialog).toContainText('notebooks/words.ipynb, cell 3');
    await dialog.field('Task name').fill('fails');
    await expect(await dialog.note('Task name')).toContainText('that of never_works stays under never_works');
    await expect(dialog.button(`Save in ${FILE}`)).toBeEnabled();
    await dialog.button(`Save in ${FILE}`).click();
    const next = page.getByRole('dialog', { name: 'Saved: debr/fails' });
    await expect(next).toContainText('The history of never_works stays under that name');
    await page.keyboard.press('Escape');
    expect(read(FILE)).toBe(before.replace('  never_works:\n', '  fails:\n'));
  });
});
