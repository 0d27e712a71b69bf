import { expect, test } from '@jupyterlab/galata';
import { TasksPanel } from '../pages/tasks-panel';

const NOTEBOOK = 'Tasks information.ipynb';

test('the launcher opens a notebook that shows the tasks, and later the same one again', async ({ page }) => {
  await page.locator('.jp-LauncherCard').filter({ hasText: 'Tasks information' }).click();

  const notebook = page.locator('.jp-NotebookPanel:visible');
  const cell = notebook.locator('.jp-CodeCell').first();
  await expect(cell.locator('.cm-content')).toContainText('initialize_tasks_info()');
  await expect(page.getByRole('tab', { name: NOTEBOOK })).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/launcher-notebook.png' });
  await expect(notebook.locator('.jp-Notebook-ExecutionIndicator')).toHaveAttribute('data-status', 'idle', { timeout: 60_000 });
  await page.notebook.runCell(0, true);
  const panel = new TasksPanel(notebook.locator('.jp-peach-Widget'));
  await panel.chooseOrganisation('debr');
  await page.notebook.addCell('markdown', 'mine');
  await page.notebook.save();
  await page.notebook.close(false);

  await page.evaluate(() => void window.jupyterapp.commands.execute('peach-lab:open-tasks-notebook'));

  await expect(notebook.locator('.jp-Cell')).toHaveCount(2);
  await expect(notebook).toContainText('mine');
});

test('the same notebook is offered in the palette and under File, New', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+Shift+C');
  const palette = page.locator('#modal-command-palette');
  await palette.locator('input').fill('tasks information notebook');
  await expect(palette).toContainText('Tasks information notebook');
  await page.keyboard.press('Escape');

  await page.menu.clickMenuItem('File>New>Tasks information notebook');
  await expect(page.getByRole('tab', { name: NOTEBOOK })).toBeVisible();
});
