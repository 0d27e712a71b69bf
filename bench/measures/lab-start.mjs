// From the navigation to a restored JupyterLab, in a real browser whose cache is warm.
import { chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/setup/find-browser.mjs';
import { HELLO_TASK, createTaskRepository } from '../support/bench-task.mjs';
import { startLab } from '../support/start-lab.mjs';

export const labStartMeasure = { letter: 'j', words: 'JupyterLab opens in a browser → restored', take };

async function take(session, repetitions) {
  const executablePath = await findBrowser();
  if (executablePath === null) {
    console.log('  left out: there is no Chromium; install it, or name it in CHROMIUM_PATH');
    return [];
  }
  const { root } = createTaskRepository(session.folder, HELLO_TASK);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
  session.defer(() => browser.close());
  const withIt = await openLab(browser, await startLab(session, { name: 'with', root, extension: true }));
  const without = await openLab(browser, await startLab(session, { name: 'without', root, extension: false }));
  const ours = [];
  const values = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    values.push(await without());
    ours.push(await withIt());
  }
  const reference = { words: 'the same without the extension', values };
  return [{ measure: labStartMeasure.words, unit: 'ms', digits: 0, ours, reference, aim: '≤ 50 ms more' }];
}

/** Answers what opens that Lab once more and measures it. */
async function openLab(browser, url) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 880 } })).newPage();
  const open = async () => {
    await page.goto(`${url}lab?reset`);
    return page.evaluate(async () => {
      const { promise, resolve } = Promise.withResolvers();
      const look = () => ('jupyterapp' in globalThis ? resolve() : setTimeout(look, 1));
      look();
      await promise;
      await globalThis.jupyterapp.restored;
      return performance.now();
    });
  };
  // Fills the cache.
  await open();
  await open();
  return open;
}
