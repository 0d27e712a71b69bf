import { expect, test } from '@jupyterlab/galata';
test('try', async ({ page }) => {
  page.on('console', m => console.log('CONSOLE', m.type(), m.text().slice(0, 300)));
  page.on('pageerror', e => console.log('PAGEERROR', String(e).slice(0, 600)));
  await page.notebook.openByPath('notebooks/related.ipynb');
  await page.notebook.activate('related.ipynb');
  await page.locator('.jp-Notebook .jp-Cell').nth(3).locator('.jp-InputArea-editor').click({ button: 'right' });
  await page.screenshot({ path: 'screenshots/try-menu.png' });
  await page.getByRole('menuitem', { name: 'Register as task…' }).click();
  await page.waitForTimeout(3000);
  await page.screenshot({ path: 'screenshots/try-stopped.png' });
  await page.keyboard.press('Escape');
  await page.sidebar.openTab('peach-lab-tasks');
  await page.waitForTimeout(3000);
  await page.screenshot({ path: 'screenshots/try-sidebar.png' });
});
