import { expect, test, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { DoctorReport } from '../../src/protocol/doctor';
import { DoctorPanel } from '../pages/doctor-panel';

/** Lab adds the time to what it asks, so that no cache answers. */
const ANSWER = /\/peach\/doctor(\?|$)/;

/** What is wrong in a machine that has much wrong. */
const REPORT: DoctorReport = {
  checks: [
    { name: 'platform', half: 'both', state: 'ok', found: 'Linux', remedy: null },
    { name: 'package', half: 'both', state: 'ok', found: 'peach-lab 0.1.0 throughout', remedy: null },
    {
      name: 'server extension',
      half: 'jupyter',
      state: 'problem',
      found: 'disabled in /home/ann/.jupyter',
      remedy:
        'run `/env/bin/python -m jupyter server extension enable peach_lab` for the same level (--user, --sys-prefix or --system), then restart JupyterLab'
    },
    { name: 'widget', half: 'jupyter', state: 'ok', found: 'ipywidgets 8.1.9', remedy: null },
    {
      name: 'state directory',
      half: 'scheduler',
      state: 'problem',
      found: 'the disk of /home/ann/.local/state/peach-lab is full: 12 MiB are free, and no run is started below 16 MiB',
      remedy: 'free some space; a scheduler that runs goes on by itself then'
    },
    {
      name: 'scheduler',
      half: 'scheduler',
      state: 'warning',
      found: 'the scheduler is version 0.0.9, this command of 0.1.0',
      remedy: 'run `peach shutdown`, then start it again or open JupyterLab; runs that are under way go on'
    },
    { name: 'git', half: 'scheduler', state: 'ok', found: '2.39.5', remedy: null }
  ]
};

/** Answers these one after the other, and the last one from then on. */
async function answerWith(
  page: IJupyterLabPageFixture,
  ...answers: readonly { readonly status: number; readonly json: unknown }[]
): Promise<void> {
  const left = [...answers];
  await page.route(ANSWER, route => route.fulfill(left.length > 1 ? left.shift() : left[0]));
}

test('the status bar shows a failed task and opens Tasks information', async ({ page }) => {
  const counts = page.locator('#jp-main-statusbar').getByRole('button', { name: /^Tasks: / });
  await expect(counts).toContainText('1 failed', { timeout: 60_000 });
  await expect(counts).toHaveAttribute('title', /1 failed at the last execution/);
  await page.screenshot({ path: 'ui-tests/screenshots/status-bar.png' });

  await counts.click();

  await expect(page.locator('#peach-lab-tasks-information')).toBeVisible();
});

test('Doctor opens from the palette and looks at both halves, again at a press', async ({ page }) => {
  const doctor = new DoctorPanel(page);
  await doctor.openFromPalette();

  await expect(doctor.group('Jupyter: in order')).toContainText('Lab extension');
  await expect(doctor.group('Scheduler: in order')).toContainText('State directory');
  await expect(doctor.place).toContainText('Looked at');
  const answer = page.waitForResponse(ANSWER);
  await doctor.lookAgain().focus();
  await page.keyboard.press('Enter');
  await expect(doctor.lookAgain()).toHaveAttribute('aria-disabled', 'true');
  expect((await answer).status()).toBe(200);
  await expect(doctor.lookAgain()).not.toHaveAttribute('aria-disabled');
  await page.screenshot({ path: 'ui-tests/screenshots/doctor.png' });
});

test('Doctor opens from Tasks information; what is wrong comes first, and a command of a remedy is copied by keyboard', async ({
  page
}) => {
  await answerWith(page, { status: 200, json: REPORT });
  await page.menu.clickMenuItem('View>Tasks information');
  await page.locator('#peach-lab-tasks-information').getByRole('button', { name: 'Doctor' }).click();
  const doctor = new DoctorPanel(page);

  await expect(doctor.place.getByRole('status')).toHaveText('2 problems, 1 warning');
  await expect(doctor.findings().getByRole('listitem').first()).toContainText('Jupyter: server extension');
  await doctor.lookAgain().focus();
  await page.keyboard.press('Tab');
  await expect(doctor.findings()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(doctor.findings().getByRole('button', { name: /^Copy .*enable peach_lab$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(doctor.findings().getByRole('button', { name: /^Copied .*enable peach_lab$/ })).toBeVisible();
  await page.screenshot({ path: 'ui-tests/screenshots/doctor-problems.png' });
});

test('Doctor in the dark theme, and after a look without a report', async ({ page }) => {
  await page.theme.setDarkTheme();
  const message = 'It was given up after 90 s; run `peach doctor` in a terminal to see how far it comes';
  await answerWith(page, { status: 200, json: REPORT }, { status: 500, json: { error: { code: 'internal', message, details: null } } });
  const doctor = new DoctorPanel(page);
  await doctor.openFromPalette();
  await expect(doctor.group('Problems').getByRole('listitem')).toHaveCount(2);

  await doctor.lookAgain().click();

  await expect(doctor.place.getByRole('alert')).toContainText('It was given up after 90 s');
  await expect(doctor.group('Problems').getByRole('listitem')).toHaveCount(2);
  await page.screenshot({ path: 'ui-tests/screenshots/doctor-dark.png' });
});
