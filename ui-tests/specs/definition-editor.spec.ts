import { expect, test } from '@jupyterlab/galata';
import { FileEditor } from '../pages/file-editor';

const FILE = 'peach.conf/editor.yaml';
const RENAMED = 'peach.conf/editor.txt';
const OTHER = 'notebooks/other.yaml';
const TEXT = ['codops: debr', 'tasks:', '  counted:', '    notebook: notebooks/words.ipynb', '    executor: sprak', ''].join('\n');

// On disk only: the scheduler, which reads what is committed, never sees these.
test.beforeEach(async ({ page }) => {
  await page.contents.uploadContent(TEXT, 'text', FILE);
  await page.contents.uploadContent(TEXT, 'text', OTHER);
});

test.afterEach(async ({ page }) => {
  for (const path of [FILE, OTHER, RENAMED]) {
    if (await page.contents.fileExists(path)) {
      await page.contents.deleteFile(path);
    }
  }
});

test('what is wrong is marked with what is allowed, until it is right', async ({ page }) => {
  const editor = new FileEditor(page);
  await editor.open(FILE);

  await expect(editor.marked()).toHaveText(['counted', 'sprak']);
  await expect(editor.marks()).toHaveCount(2);
  await editor.marked().last().hover();
  await expect(editor.tooltip()).toContainText('executor "sprak" does not exist; use spark, python or kubernetes');
  await expect(editor.tooltip()).toContainText('did you mean spark?');
  await page.screenshot({ path: 'ui-tests/screenshots/editor-problem.png' });

  await editor.marked().last().dblclick();
  await page.keyboard.type('python');
  await expect(editor.marked()).toHaveText(['counted']);
  await editor.write('executor', '\nmethod: count_words');
  await expect(editor.marked()).toHaveCount(0);
});

test('fields and values are completed by Lab’s completer', async ({ page }) => {
  const editor = new FileEditor(page);
  await editor.open(FILE);

  await editor.write('executor', '\nti');
  await page.keyboard.press('Tab');
  await expect(editor.option('timezone')).toBeVisible();
  await expect(editor.option('timeout')).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/editor-completion.png' });
  await editor.option('timezone').click();
  await expect(editor.line('timezone')).toHaveText('    timezone: ');

  await editor.line('sprak').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Backspace');
  await page.keyboard.press('Tab');
  await expect(editor.option('spark')).toBeVisible();
  await expect(editor.option('kubernetes')).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/editor-values.png' });
  await editor.option('python').click();
  await expect(editor.line('executor')).toHaveText('    executor: python');
});

test('other YAML files show nothing', async ({ page }) => {
  const editor = new FileEditor(page);
  await editor.open(OTHER);
  await editor.open(FILE);
  await expect(editor.marked()).toHaveText(['counted', 'sprak']);

  await page.getByRole('tab', { name: 'other.yaml' }).click();

  await expect(editor.line('sprak')).toBeVisible();
  await expect(editor.marked()).toHaveCount(0);
  await expect(editor.place.locator('.cm-gutter-lint')).toHaveCount(0);
  await editor.write('executor', '\nti');
  await page.keyboard.press('Tab');
  // Lab itself offers the words of the file.
  await expect(editor.options().first()).toBeVisible();
  await expect(editor.option('timezone')).toHaveCount(0);
});

test('a file that is renamed to something else is marked no more', async ({ page }) => {
  const editor = new FileEditor(page);
  await editor.open(FILE);
  await expect(editor.marked()).toHaveText(['counted', 'sprak']);

  await editor.renameTo('editor.txt');

  await expect(editor.marked()).toHaveCount(0);
  await expect(editor.line('sprak')).toBeVisible();
});

test('a problem in the dark theme', async ({ page }) => {
  await page.theme.setDarkTheme();
  const editor = new FileEditor(page);
  await editor.open(FILE);
  await editor.marked().last().hover();
  await expect(editor.tooltip()).toContainText('did you mean spark?');
  await page.screenshot({ path: 'ui-tests/screenshots/editor-problem-dark.png' });
});
