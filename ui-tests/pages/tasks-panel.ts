import { expect, type Locator, type Page } from '@playwright/test';

/** *Tasks information* in one of its places: sidebar, main area or notebook. */
export class TasksPanel {
  constructor(readonly place: Locator) {}

  organisation(): Locator {
    return this.place.getByRole('combobox', { name: 'Organisation' });
  }

  async chooseOrganisation(codops: string): Promise<void> {
    await this.organisation().selectOption(codops);
    await expect(this.tasks(codops)).toBeVisible();
  }

  tasks(codops: string): Locator {
    return this.place.getByRole('grid', { name: `Tasks of ${codops}` });
  }

  task(name: string): Locator {
    return this.place
      .getByRole('grid', { name: /^Tasks of / })
      .getByRole('row')
      .filter({ hasText: name });
  }

  /** The executions of the selected task, newest first. */
  executions(name: string): Locator {
    return this.place
      .getByRole('grid', { name: `Executions of ${name}` })
      .locator('tbody')
      .getByRole('row');
  }

  chosenExecution(name: string): Locator {
    return this.place.getByRole('grid', { name: `Executions of ${name}` }).getByRole('row', { selected: true });
  }

  chart(): Locator {
    return this.place.getByRole('figure', { name: /^Duration of each execution/ });
  }

  /** How many executions the table has, in words. */
  executionsShown(): Locator {
    return this.place.getByRole('status', { name: 'Executions shown' });
  }

  /** Draws a range over a part of the chart: from and to as parts of its width. */
  async drawRange(from: number, to: number): Promise<void> {
    const box = await this.chart().locator('.nsewdrag').first().boundingBox();
    if (box === null) {
      throw new Error('the chart is not drawn');
    }
    const { mouse } = this.place.page();
    await mouse.move(box.x + box.width * from, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(box.x + box.width * ((from + to) / 2), box.y + box.height / 2, { steps: 4 });
    await mouse.move(box.x + box.width * to, box.y + box.height / 2, { steps: 4 });
    await mouse.up();
  }

  /** The middle, on the page, of a point of the chart; of one kind the oldest is first. */
  async point(place: number): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.chart().locator('.scatterlayer .point').nth(place).boundingBox();
    if (box === null) {
      throw new Error('there is no such point');
    }
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  log(name: string): Locator {
    return this.place.getByRole('log', { name: `Logs of ${name}` });
  }

  /** Resolves once the panel says that it shows an earlier state, however short that is. Call it before that can be. */
  losesConnection(): Promise<void> {
    return this.place.evaluate(
      node =>
        new Promise(resolve => {
          const observer = new MutationObserver(() => {
            if (node.textContent.includes('State of ')) {
              observer.disconnect();
              resolve();
            }
          });
          observer.observe(node, { subtree: true, childList: true, characterData: true });
        })
    );
  }

  /** What stands in the log's lines, from the first to the last, of which only some are in the page at once. */
  logLines(name: string): Promise<readonly string[]> {
    return this.log(name).evaluate(async scroller => {
      const lines = new Map<number, string>();
      const drawn = (): Promise<void> => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
      for (let top = 0; ; top += scroller.clientHeight / 2) {
        scroller.scrollTop = top;
        await drawn();
        for (const row of scroller.querySelectorAll<HTMLElement>('[data-index]')) {
          const text = /slow line \d+/.exec(row.textContent)?.[0];
          if (text !== undefined) {
            lines.set(Number(row.dataset.index), text);
          }
        }
        if (top + scroller.clientHeight >= scroller.scrollHeight) {
          return [...lines].sort(([a], [b]) => a - b).map(([, text]) => text);
        }
      }
    });
  }

  /** A button of the logs. */
  logButton(name: string): Locator {
    return this.place.getByRole('region', { name: 'Logs' }).getByRole('button', { name, exact: true });
  }

  /** The heading of each execution's log. */
  headings(): Locator {
    return this.place.getByRole('region', { name: 'Logs' }).getByRole('heading', { level: 3 });
  }

  /** Fill and outline of every point of the chart, as `fill stroke`. */
  async pointColours(): Promise<readonly string[]> {
    return this.chart()
      .locator('.scatterlayer .point')
      .evaluateAll(points => points.map(point => `${getComputedStyle(point).fill} ${getComputedStyle(point).stroke}`));
  }
}

/** Opens JupyterLab at `url`, logged in by `token` where that is not empty, and *Tasks information* in its main area. */
export async function openTasksInformation(page: Page, url: string, token = ''): Promise<TasksPanel> {
  await page.goto(`${url}/lab?reset${token === '' ? '' : `&token=${token}`}`);
  const panel = new TasksPanel(page.locator('#peach-lab-tasks-information'));
  await expect(async () => {
    await page.getByRole('menuitem', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Tasks information' }).click({ timeout: 5000 });
  }).toPass({ timeout: 90_000 });
  await expect(panel.place).toContainText('Live', { timeout: 60_000 });
  return panel;
}

/** A colour of the theme, as the browser computes it. */
export function themeColour(place: Locator, variable: string): Promise<string> {
  return place.evaluate((node, name) => {
    const probe = node.appendChild(document.createElement('span'));
    probe.style.color = `var(${name})`;
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }, variable);
}
