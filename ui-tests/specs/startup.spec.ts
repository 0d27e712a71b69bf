import { gzipSync } from 'node:zlib';
import { expect, test } from '@jupyterlab/galata';
import { TasksPanel } from '../pages/tasks-panel';

test.use({ autoGoto: false });

test('start-up loads little, asks the scheduler nothing, and makes no error', async ({ page }) => {
  const errors: string[] = [];
  const asked: string[] = [];
  const bodies: Promise<Buffer>[] = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('response', response => {
    if (response.url().includes('/lab/extensions/peach-lab/')) {
      bodies.push(response.body());
    } else if (response.url().includes('/peach/')) {
      asked.push(response.url());
    }
  });

  await page.goto();

  const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
  expect(bytes).toBeGreaterThan(1_000);
  // This build is for development: three times as large as what people are given, which `npm run check:bundle` measures.
  expect(bytes).toBeLessThan(250_000);
  expect(asked).toEqual([]);
  expect(errors).toEqual([]);
  console.log(`start-up loads ${String(bytes)} bytes, gzipped`);
});

test('a view whose files can not be loaded says so, and comes at a press once they can', async ({ page }) => {
  const files = /\/lab\/extensions\/peach-lab\/static\//;
  await page.goto();
  await page.route(files, route => route.abort());
  await page.menu.clickMenuItem('View>Tasks information');
  const place = page.locator('#peach-lab-tasks-information');
  await expect(place.getByRole('alert')).toContainText('This view could not be loaded.');
  await page.unroute(files);

  await place.getByRole('button', { name: 'Try again' }).click();

  await expect(new TasksPanel(place).organisation()).toBeVisible();
});
