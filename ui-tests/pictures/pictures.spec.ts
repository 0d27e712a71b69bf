import { join } from 'node:path';
import { expect, test, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import { DoctorPanel } from '../pages/doctor-panel';
import { DriftBadges } from '../pages/drift-badges';
import { FileEditor } from '../pages/file-editor';
import { RegisterDialog } from '../pages/register-dialog';
import { TasksPanel } from '../pages/tasks-panel';
import { TrialPane } from '../pages/trial-pane';
import { git } from '../support/repository';
import { lastStatus } from '../support/scheduler';

const FOLDER = join(__dirname, '../../docs/images');
const RUNS = 'peach/api/tasks/debr/related_publications/runs?limit=30';

function picture(page: IJupyterLabPageFixture, name: string): Promise<Buffer> {
  return page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

async function openNotebook(page: IJupyterLabPageFixture, name: string): Promise<void> {
  await page.notebook.openByPath(`notebooks/${name}`);
  await page.notebook.activate(name);
}

async function openTasks(page: IJupyterLabPageFixture): Promise<TasksPanel> {
  await page.sidebar.close('left');
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('debr');
  await panel.task('related_publications').click();
  await expect(panel.chart().locator('.scatterlayer .point').first()).toBeVisible();
  await expect(panel.log('related_publications')).toContainText('links written');
  await expect(panel.task('train_ranking')).toContainText('RUNNING');
  return panel;
}

test.beforeEach(async ({ page }) => {
  // A history that a chart can be drawn of.
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`${process.env.TARGET_URL ?? ''}/${RUNS}`);
        return answer.ok() ? ((await answer.json()) as { readonly runs: readonly unknown[] }).runs.length : 0;
      },
      { timeout: 200_000 }
    )
    .toBeGreaterThanOrEqual(26);
  await expect.poll(() => lastStatus(page, 'debr/train_ranking'), { timeout: 60_000 }).toBe('SUCCESS');
});

for (const theme of ['light', 'dark'] as const) {
  test(`tasks in the main area, ${theme}`, async ({ page }) => {
    await page.theme.setTheme(`JupyterLab ${theme === 'light' ? 'Light' : 'Dark'}`);
    await openTasks(page);
    await picture(page, `tasks-${theme}`);
  });
}

test('badges, with the sidebar beside them', async ({ page }) => {
  await openNotebook(page, 'related.ipynb');
  await page.sidebar.openTab('peach-lab-tasks');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks'));
  await panel.chooseOrganisation('debr');
  await panel.task('related_publications').click();
  await expect(panel.log('related_publications')).toContainText('links written');
  await expect(new DriftBadges(page).badges(3)).toHaveText(/^related_publications/);
  await picture(page, 'sidebar');
});

test('the dialog: a finding, a trial, and what comes next', async ({ page }) => {
  await openNotebook(page, 'related.ipynb');
  await page.sidebar.close('left');
  const dialog = new RegisterDialog(page);
  await dialog.openOnCell(4);
  await expect(dialog.check()).toContainText('json');
  await picture(page, 'register-finding');

  await dialog
    .check()
    .getByRole('button', { name: /include the cell/i })
    .click();
  await expect(dialog.button('Register')).toBeEnabled();
  const trial = new TrialPane(page, dialog.dialog);
  await trial.begin();
  await expect(trial.status).toContainText('Success', { timeout: 120_000 });
  await picture(page, 'register-try-it');

  const next = await dialog.register();
  await expect(next).toContainText('branch');
  await picture(page, 'registered');
  await page.keyboard.press('Escape');
  git('checkout', '--quiet', '--', '.');
  git('clean', '--quiet', '--force');
});

test('the widget in a notebook', async ({ page }) => {
  await openNotebook(page, 'tasks.ipynb');
  await page.sidebar.close('left');
  await page.notebook.runCell(0, true);
  const panel = new TasksPanel(page.locator('.jp-NotebookPanel .jp-peach-Widget'));
  await panel.chooseOrganisation('debr');
  await panel.task('related_publications').click();
  await expect(panel.chart().locator('.scatterlayer .point').first()).toBeVisible();
  await picture(page, 'notebook');
});

test('a problem in a definition file', async ({ page }) => {
  const editor = new FileEditor(page);
  await editor.open('peach.conf/debr.yaml');
  await editor.place.locator('.cm-line', { hasText: 'executor: python' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Backspace');
  await page.keyboard.type('sprak');
  await editor.marked().first().hover();
  await expect(editor.tooltip()).toContainText('did you mean spark?');
  await picture(page, 'definition-editor');
});

test('Doctor', async ({ page }) => {
  await page.sidebar.close('left');
  const doctor = new DoctorPanel(page);
  await doctor.openFromPalette();
  await expect(doctor.group('Scheduler: in order')).toBeVisible();
  await picture(page, 'doctor');
});
