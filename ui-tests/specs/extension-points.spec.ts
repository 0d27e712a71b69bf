import { expect, test } from '@playwright/test';
import { openTasksInformation } from '../pages/tasks-panel';
import { buildExample } from '../support/build-example';
import { OwnServer } from '../support/own-server';

let server: OwnServer;

test.beforeAll(async () => {
  server = new OwnServer({ 'peach-lab-task-notes': buildExample('task-notes') });
  await server.start();
});

test.afterAll(() => server.end());

test('another extension has a panel in the page of each task, with what the scheduler knows', async ({ page }) => {
  const panel = await openTasksInformation(page, server.url);
  await panel.chooseOrganisation('debr');
  await panel.task('count_words').click();
  const notes = (task: string) => panel.place.getByRole('textbox', { name: `Notes about ${task}` });

  await expect(panel.place.getByText('Notes', { exact: true })).toBeVisible();
  await expect(panel.place).toContainText('0 of its newest runs failed');
  await notes('count_words').fill('counts them all');
  await page.screenshot({ path: 'ui-tests/screenshots/task-panel.png' });
  await panel.task('never_works').click();
  await expect(notes('never_works')).toHaveValue('');
  await expect(panel.place).toContainText(/[1-9]\d* of its newest runs failed/, { timeout: 60_000 });
  await panel.task('count_words').click();
  await expect(notes('count_words')).toHaveValue('counts them all');
});
