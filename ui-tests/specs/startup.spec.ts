import { gzipSync } from 'node:zlib';
import { expect, test } from '@jupyterlab/galata';

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
  expect(bytes).toBeLessThan(150_000);
  expect(asked).toEqual([]);
  expect(errors).toEqual([]);
  console.log(`start-up loads ${String(bytes)} bytes, gzipped`);
});
