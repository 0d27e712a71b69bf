import { expect, test } from '@jupyterlab/galata';
import { TasksPanel } from '../pages/tasks-panel';
test('try', async ({ page }) => {
  page.on('console', m => console.log('CONSOLE', m.type(), m.text().slice(0, 300)));
  page.on('pageerror', e => console.log('PAGEERROR', String(e).slice(0, 600)));
  await page.menu.clickMenuItem('View>Tasks information');
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await panel.chooseOrganisation('debr');
  await panel.task('never_works').click();
  await expect(panel.executions('never_works').first()).toContainText('Failure');
  await expect(panel.chart()).toBeVisible();
  await page.waitForTimeout(4000);
  await page.screenshot({ path: 'screenshots/tmp.png' });
  console.log(await panel.chart().evaluate(n => n.outerHTML.length + ' ' + Array.from(n.querySelectorAll('.scatterlayer *')).map(e => e.outerHTML.slice(0, 300)).slice(0, 8).join('\n')));
});
