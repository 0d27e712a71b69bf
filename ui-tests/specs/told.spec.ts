import { expect, test } from '@jupyterlab/galata';
import { commitFile } from '../support/repository';
import { lastStatus } from '../support/scheduler';

const FILE = 'peach.conf/told.yaml';
const definition = (method: string): string =>
  `codops: debr\ntasks:\n  told: {notebook: notebooks/told.ipynb, method: ${method}, executor: python}\n`;
const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    {
      cell_type: 'code',
      id: 'a',
      metadata: {},
      execution_count: null,
      outputs: [],
      source: "def fail():\n    raise ValueError('no data today')"
    },
    { cell_type: 'code', id: 'b', metadata: {}, execution_count: null, outputs: [], source: 'def work():\n    return 1' }
  ]
});

test.afterAll(() => {
  commitFile(FILE, null);
  commitFile('notebooks/told.ipynb', null);
});

test('Lab tells once that a task fails again and again, and once that it works again', async ({ page }) => {
  commitFile('notebooks/told.ipynb', NOTEBOOK);
  commitFile(FILE, definition('fail'));
  const toast = page.locator('.Toastify__toast', { hasText: 'debr/told' });

  await expect(toast).toContainText('debr/told failed 3 times in a row: ValueError: no data today', { timeout: 120_000 });
  await page.screenshot({ path: 'ui-tests/screenshots/notification.png' });
  await toast.getByRole('button', { name: 'Show tasks' }).click();
  await expect(page.locator('#peach-lab-tasks-information')).toBeVisible();

  commitFile(FILE, definition('work'));
  await expect.poll(() => lastStatus(page, 'debr/told'), { timeout: 60_000 }).toBe('SUCCESS');
  await expect(page.locator('.Toastify__toast', { hasText: 'debr/told works again' })).toBeVisible();
});
