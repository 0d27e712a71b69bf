import { expect, test, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import { DoctorPanel } from '../pages/doctor-panel';
import { DriftBadges } from '../pages/drift-badges';
import { RegisterDialog } from '../pages/register-dialog';
import { TasksPanel } from '../pages/tasks-panel';
import { graveFindings } from '../support/accessibility';
import { holdEventsSocket } from '../support/events-socket';
import { git } from '../support/repository';
import { lastStatus } from '../support/scheduler';

const SIDEBAR = '#peach-lab-tasks';
const MAIN_AREA = '#peach-lab-tasks-information';

async function expectNoFindings(page: IJupyterLabPageFixture, selector: string): Promise<void> {
  expect(await graveFindings(page, selector)).toEqual([]);
}

async function openMainArea(page: IJupyterLabPageFixture): Promise<TasksPanel> {
  await page.menu.clickMenuItem('View>Tasks information');
  return new TasksPanel(page.locator(MAIN_AREA));
}

async function openNotebook(page: IJupyterLabPageFixture, name: string): Promise<void> {
  await page.evaluate(path => void window.jupyterapp.commands.execute('docmanager:open', { path }), `notebooks/${name}`);
  await page.notebook.activate(name);
}

for (const theme of ['Light', 'Dark']) {
  test.describe(`axe finds nothing serious in the ${theme.toLowerCase()} theme`, () => {
    test.beforeEach(async ({ page }) => {
      await page.theme.setTheme(`JupyterLab ${theme}`);
      await expect.poll(() => lastStatus(page, 'debr/count_words'), { timeout: 60_000 }).toBe('SUCCESS');
      await expect.poll(() => lastStatus(page, 'debr/never_works'), { timeout: 60_000 }).toBe('FAILURE');
    });

    test('in the sidebar and the status bar', async ({ page }) => {
      await page.sidebar.openTab('peach-lab-tasks');
      const panel = new TasksPanel(page.locator(SIDEBAR));
      await panel.chooseOrganisation('debr');
      await panel.task('never_works').click();
      await expect(panel.log('never_works')).toContainText('ValueError');
      await expectNoFindings(page, SIDEBAR);

      await expect(page.locator('#jp-main-statusbar').getByRole('button', { name: /^Tasks: / })).toContainText('1 failed');
      await expectNoFindings(page, '#jp-main-statusbar [class*="jp-peach"]');
    });

    test('in the main area with chart and logs, and where a search hides every task', async ({ page }) => {
      const panel = await openMainArea(page);
      await panel.chooseOrganisation('debr');
      await panel.task('count_words').click();
      await expect(panel.chart()).toBeVisible();
      await expect(panel.log('count_words')).toContainText('word one');
      await expectNoFindings(page, MAIN_AREA);

      await panel.place.getByRole('searchbox').first().fill('nothing');
      await expect(panel.place).toContainText('No task matches “nothing”');
      await expectNoFindings(page, MAIN_AREA);
    });

    test('in the dialog of a cell with a finding, and after it is registered', async ({ page }) => {
      await openNotebook(page, 'related.ipynb');
      const dialog = new RegisterDialog(page);
      await dialog.openOnCell(4);
      await expect(dialog.check()).toContainText('json');
      await expectNoFindings(page, '.jp-Dialog');

      await dialog
        .check()
        .getByRole('button', { name: /full notebook/i })
        .click();
      await expect(dialog.check()).toContainText('No findings.');
      await dialog.register();
      await expectNoFindings(page, '.jp-Dialog');
      await page.keyboard.press('Escape');
      git('checkout', '--quiet', '--', '.');
    });

    test('in Doctor', async ({ page }) => {
      const doctor = new DoctorPanel(page);
      await doctor.openFromPalette();
      await expect(doctor.group('Scheduler: in order')).toBeVisible();
      await expectNoFindings(page, '#peach-lab-doctor');
    });

    test('in a notebook with the widget, and in badges', async ({ page }) => {
      await openNotebook(page, 'tasks.ipynb');
      await page.notebook.runCell(0, true);
      const panel = new TasksPanel(page.locator('.jp-NotebookPanel .jp-peach-Widget'));
      await panel.chooseOrganisation('debr');
      await expect(panel.executions('count_words').first()).toBeVisible();
      await expectNoFindings(page, '.jp-peach-Widget');

      await openNotebook(page, 'words.ipynb');
      const badges = new DriftBadges(page);
      await expect(badges.badges(2)).toHaveText(/^count_words/);
      await expectNoFindings(page, '.jp-peach-DriftBadges');
    });

    test('while the connection is lost', async ({ page }) => {
      const socket = await holdEventsSocket(page);
      const panel = await openMainArea(page);
      await panel.chooseOrganisation('debr');
      await panel.task('count_words').click();
      await expect(panel.log('count_words')).toContainText('word one');

      await socket.cut();

      await expect(panel.place).toContainText('Tasks go on');
      await expectNoFindings(page, MAIN_AREA);
    });

    test('where there is no organisation', async ({ page }) => {
      await holdEventsSocket(page, message =>
        message.type === 'snapshot' && message.data.kind === 'organisations'
          ? { ...message, data: { kind: 'organisations', organisations: [], repositories: [] } }
          : message
      );
      const panel = await openMainArea(page);
      await expect(panel.place).toContainText('No tasks yet');
      await expectNoFindings(page, MAIN_AREA);
    });
  });
}
