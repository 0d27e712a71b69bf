import { expect, type Locator } from '@playwright/test';

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

  chart(): Locator {
    return this.place.getByRole('img', { name: /^Duration of each execution/ });
  }

  log(name: string): Locator {
    return this.place.getByRole('log', { name: `Logs of ${name}` });
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
