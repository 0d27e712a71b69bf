import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { DriftBadges } from '../../ui-tests/pages/drift-badges';
import { RegisterDialog } from '../../ui-tests/pages/register-dialog';
import { TasksPanel } from '../../ui-tests/pages/tasks-panel';
import { test } from './support/fixtures';

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { readonly version: string };

test('JupyterLab takes the extension for one of its version', ({ place }) => {
  const list = place.run('jupyter', 'labextension', 'list');

  expect(list).toMatch(new RegExp(`peach-lab v${version} +enabled +OK`));
  expect(list).not.toContain('not compatible');
});

test('the server extension is enabled', ({ place }) => {
  const list = place.run('jupyter', 'server', 'extension', 'list');

  expect(list).toMatch(new RegExp(`peach_lab ${version} +OK`));
  expect(list).toMatch(/peach_lab +enabled/);
});

test('the command runs on a machine without Node', ({ place }) => {
  expect(spawnSync('sh', ['-c', 'command -v node'], { env: place.variables }).status).not.toBe(0);

  expect(place.run('peach', '--version')).toBe(`${version}\n`);
});

test.describe('in a browser', () => {
  test.skip(process.env.CHROMIUM_PATH === '', 'there is no Chromium');

  /** What goes wrong in the page, a line each. */
  const errors: string[] = [];

  async function open(page: Page, url: string): Promise<void> {
    errors.length = 0;
    page.on('console', message => (message.type() === 'error' ? errors.push(`${message.text()} ${message.location().url}`) : 0));
    page.on('pageerror', error => errors.push(String(error)));
    await page.goto(url);
    await expect(page.locator('#jp-main-dock-panel')).toBeVisible();
  }

  test('the sidebar shows tasks, and one is run now', async ({ page, lab }) => {
    await open(page, lab.open('notebooks/related.ipynb'));
    await page.getByRole('tab', { name: 'Tasks information' }).first().click();
    const panel = new TasksPanel(page.locator('#peach-lab-tasks'));
    await panel.chooseOrganisation('debr');
    await panel.task('count_words').click();
    await expect(panel.task('count_words')).toContainText('Success');
    await expect(panel.chart()).toBeVisible();

    const answer = page.waitForResponse(response => response.request().method() === 'POST' && /\/runs(?:\?|$)/.test(response.url()));
    await panel.place.getByRole('button', { name: 'Run now' }).last().click();

    expect([202, 409]).toContain((await answer).status());
    await expect(panel.log('count_words')).toContainText('word one');
    expect(errors).toEqual([]);
  });

  test('a cell’s dialog opens with what the scheduler finds in it', async ({ page, lab }) => {
    await open(page, lab.open('notebooks/related.ipynb'));
    const dialog = new RegisterDialog(page);
    await expect(page.locator('.jp-Notebook .jp-Cell')).toHaveCount(5);

    await dialog.openOnCell(4);

    await expect(dialog.field('Function')).toHaveValue('popularity_index');
    await expect(dialog.check()).toContainText('json');
    expect(errors).toEqual([]);
  });

  test('registered cells have their badges, and the editor marks what is wrong in a definition file', async ({ page, lab }) => {
    await open(page, lab.open('notebooks/words.ipynb'));
    await expect(new DriftBadges(page).badges(2)).toHaveText(/^count_words/);

    await page.goto(lab.open('peach.conf/debr.yaml'));
    const executor = page.locator('.jp-FileEditor .cm-line', { hasText: 'executor' }).first();
    await executor.click();
    await page.keyboard.press('End');
    await page.keyboard.type('s');

    await expect(page.locator('.jp-FileEditor .cm-lintRange-error').first()).toBeVisible();
    expect(errors).toEqual([]);
  });
});
