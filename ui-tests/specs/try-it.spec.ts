import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';
import type { Trial } from '../../src/protocol/trial';
import { RegisterDialog } from '../pages/register-dialog';
import { TrialPane } from '../pages/trial-pane';
import { graveFindings } from '../support/accessibility';
import { git, read } from '../support/repository';

test.describe.configure({ mode: 'serial' });

/** On disk, and in no commit. */
const NOTEBOOK = 'notebooks/trial.ipynb';
const SOURCES = [
  `import sys, time
def count():
    for number in range(1, 6):
        print("line", number, flush=True)
        time.sleep(0.2)
    print("\\033[33mcareful\\033[0m <b>no markup</b>", file=sys.stderr)
    return {"lines": 5}`,
  `def fails():
    values = {"days": 7}
    return values["weeks"]`,
  `import time
def forever():
    print("begun", flush=True)
    while True:
        time.sleep(1)`,
  `def million():
    for number in range(200_000):
        print("line", number)`
];
const TYPED =
  'def count(): import sys, time; print("typed 1", flush=True); time.sleep(2); print("\\033[33mcareful\\033[0m <b>no markup</b>", file=sys.stderr); return {"lines": 5}';
const KERNEL = { name: 'python3', display_name: 'Python 3' };
let before: readonly string[] = [];

test.beforeEach(async ({ page }) => {
  before = changes();
  const cells = SOURCES.map((source, place) => ({
    cell_type: 'code',
    id: `cell-${place}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source
  }));
  const file = join(process.env.PEACH_UI_REPOSITORY ?? '', NOTEBOOK);
  writeFileSync(file, JSON.stringify({ cells, metadata: { kernelspec: KERNEL }, nbformat: 4, nbformat_minor: 5 }));
  await page.notebook.openByPath(NOTEBOOK);
  await page.notebook.activate('trial.ipynb');
  await expect(page.locator('.jp-Notebook .jp-Cell')).toHaveCount(SOURCES.length);
});

test.afterEach(async ({ page }) => {
  await page.keyboard.press('Escape');
  await page.notebook.close(true);
  rmSync(join(process.env.PEACH_UI_REPOSITORY ?? '', NOTEBOOK), { force: true });
  expect(changes()).toEqual(before);
});

/** What is not as in the last commit, but for what Jupyter keeps of notebooks that were open. */
function changes(): readonly string[] {
  return git('status', '--porcelain')
    .split('\n')
    .filter(line => line !== '' && !line.includes('.ipynb_checkpoints'));
}

async function openOn(page: Page, cell: number): Promise<{ dialog: RegisterDialog; trial: TrialPane }> {
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(cell);
  return { dialog, trial: new TrialPane(page, dialog.dialog) };
}

/** How the trial stands at the scheduler. */
async function statusOf(page: Page, { run }: Trial): Promise<string> {
  const answer = await page.request.get(`${process.env.TARGET_URL ?? ''}/peach/api/trials/${run.id}`);
  return ((await answer.json()) as Trial).run.status;
}

test('what the editor holds is tried, with its lines as they come and what it returns', async ({ page }) => {
  // One line: the editor would indent further ones.
  await page.notebook.setCell(0, 'code', TYPED);
  const { trial } = await openOn(page, 1);
  await expect(trial.pane).toContainText('Runs the working copy in the environment of');

  await trial.begin();

  await expect(trial.log).toContainText('typed 1');
  await expect(trial.status).toHaveText('Running');
  await expect(trial.button('Stop')).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/try-it-running.png' });
  await expect(trial.status).toHaveText('Success');
  await expect(trial.log).toContainText('careful <b>no markup</b>');
  await expect(trial.pane).toContainText('Returned {"lines":5}');
  await expect(trial.button('Try again')).toBeFocused();
  expect(await graveFindings(page, '.peach-try')).toEqual([]);
  await page.screenshot({ path: 'ui-tests/screenshots/try-it-success.png' });
});

test('a failure shows its reason, and where in the notebook it came from', async ({ page }) => {
  const { dialog, trial } = await openOn(page, 2);
  await trial.begin();

  await expect(trial.status).toHaveText('Failure');
  await expect(trial.pane).toContainText("KeyError: 'weeks'");
  await expect(trial.log).toContainText('notebooks/trial.ipynb, cell 2');
  await expect(trial.log).toContainText('return values["weeks"]');
  await expect(dialog.button('Register')).toBeEnabled();
  await page.screenshot({ path: 'ui-tests/screenshots/try-it-failure.png' });
});

test('by keyboard it is begun, stopped and begun again', async ({ page }) => {
  const { trial } = await openOn(page, 3);
  await trial.button('Try it').focus();
  await page.keyboard.press('Enter');
  await expect(trial.log).toContainText('begun');
  await expect(trial.button('Stop')).toBeFocused();

  await page.keyboard.press('Enter');

  await expect(trial.status).toHaveText('Killed');
  await expect(trial.pane).toContainText('stopped by a person');
  await expect(trial.button('Try again')).toBeFocused();
  const next = trial.answer();
  await page.keyboard.press('Enter');
  const second = await next;
  await expect(trial.log).toContainText('begun');

  await page.keyboard.press('Escape');

  await expect(trial.pane).toHaveCount(0);
  await expect.poll(() => statusOf(page, second)).toBe('KILLED');
});

test('of a long log the newest lines are followed until somebody scrolls up', async ({ page }) => {
  const { trial } = await openOn(page, 4);
  await trial.begin();
  await expect(trial.status).toHaveText('Success');
  await expect(trial.log).toContainText('line 199999');
  await expect(trial.button('Follow')).toHaveAttribute('aria-pressed', 'true');

  await trial.log.hover();
  await page.mouse.wheel(0, -1_000_000_000);

  await expect(trial.button('Follow')).toHaveAttribute('aria-pressed', 'false');
  await expect(trial.log).toContainText('line 0');
  await trial.button('Follow').click();
  await expect(trial.log).toContainText('line 199999');
});

test('a file that is too large to be taken along is named', async ({ page }) => {
  const file = join(process.env.PEACH_UI_REPOSITORY ?? '', 'huge.bin');
  writeFileSync(file, '');
  truncateSync(file, 2 * 1024 ** 3);
  try {
    const { trial } = await openOn(page, 1);
    await trial.button('Try it').click();
    await expect(trial.pane).toContainText('Not tried: huge.bin (2 GiB) is new or changed');
    await expect(trial.button('Try again')).toBeVisible();
  } finally {
    rmSync(file);
  }
});

test('Register works as ever after a trial', async ({ page }) => {
  const file = 'peach.conf/debr.yaml';
  const text = read(file);
  const { dialog, trial } = await openOn(page, 1);
  await dialog.field('Organisation').selectOption('debr');
  await trial.begin();
  await expect(trial.status).toHaveText('Success');
  try {
    const next = await dialog.register();
    await expect(next).toContainText('notebooks/trial.ipynb');
    expect(read(file)).toContain('  count:\n');
    await page.keyboard.press('Escape');
  } finally {
    writeFileSync(join(process.env.PEACH_UI_REPOSITORY ?? '', file), text);
  }
});

test('a trial in the dark theme, and in a narrow window', async ({ page }) => {
  await page.theme.setDarkTheme();
  const { trial } = await openOn(page, 1);
  await trial.begin();
  await expect(trial.status).toHaveText('Success');
  await page.screenshot({ path: 'ui-tests/screenshots/try-it-dark.png' });
  await page.setViewportSize({ width: 480, height: 720 });
  await trial.log.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'ui-tests/screenshots/try-it-narrow.png' });
});
