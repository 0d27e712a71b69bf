import { expect, test } from '@playwright/test';
import { DriftBadges } from '../pages/drift-badges';
import { RegisterDialog } from '../pages/register-dialog';
import { TasksPanel } from '../pages/tasks-panel';

test('Notebook 7 has the menu item and the widget', async ({ page }) => {
  await page.goto('/notebooks/notebooks/tasks.ipynb');
  const cells = page.locator('.jp-Notebook .jp-Cell');
  await expect(cells).toHaveCount(2);
  // Code that is run before the kernel is there is not run at all.
  await expect(page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')).toBeVisible({ timeout: 60_000 });

  const panel = new TasksPanel(page.locator('.jp-peach-Widget'));
  // On a busy machine Notebook says so before it is.
  await expect(async () => {
    await cells.nth(0).locator('.cm-content').click();
    await page.keyboard.press('Shift+Enter');
    await expect(panel.organisation()).toBeVisible({ timeout: 20_000 });
  }).toPass({ timeout: 90_000 });
  await panel.chooseOrganisation('debr');

  await cells.nth(1).locator('.jp-InputArea-editor').click({ button: 'right' });
  await new RegisterDialog(page).menuItem().click();
  await expect(page.getByRole('dialog', { name: 'Register as task' })).toContainText('This cell defines no function');
  await page.screenshot({ path: 'ui-tests/screenshots/notebook7.png' });
});

test('Notebook 7 shows badges', async ({ page }) => {
  await page.goto('/notebooks/notebooks/words.ipynb');
  const notebook = new DriftBadges(page);
  await expect(notebook.badges(2)).toHaveText(/^count_words/, { timeout: 60_000 });
  await expect(notebook.badges(2)).toHaveAccessibleName(/same as master/);
  await page.screenshot({ path: 'ui-tests/screenshots/notebook7-badges.png' });
});

test('Notebook 7 makes the notebook that shows the tasks in the folder of its file browser', async ({ page, context, baseURL }) => {
  await page.goto('/tree/notebooks');
  await expect(page.getByRole('tabpanel', { name: 'Files' }).getByText('words.ipynb')).toBeVisible({ timeout: 60_000 });
  const opened = context.waitForEvent('page');
  await page.getByRole('menuitem', { name: 'File', exact: true }).click();
  await page.locator('.lm-Menu-itemLabel', { hasText: /^New$/ }).click();
  await page.getByRole('menuitem', { name: 'Tasks information notebook' }).click();

  const notebook = await opened;
  await expect(notebook).toHaveURL(/\/notebooks\/notebooks\/Tasks%20information\.ipynb/);
  await expect(notebook.locator('.jp-Notebook .cm-content').first()).toContainText('initialize_tasks_info()', { timeout: 60_000 });
  await notebook.close();
  await page.request.delete(`${baseURL ?? ''}/api/contents/notebooks/Tasks information.ipynb`);
});
