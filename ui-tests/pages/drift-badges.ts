import type { Locator, Page } from '@playwright/test';

/** The open notebook with the badges of its registered cells. Cells are counted from 1. */
export class DriftBadges {
  private readonly notebook: Locator;

  constructor(page: Page) {
    this.notebook = page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook');
  }

  cells(): Locator {
    return this.notebook.locator('.jp-Cell');
  }

  editor(cell: number): Locator {
    return this.cell(cell).locator('.cm-content');
  }

  /** The badges of a cell, or of the whole notebook. */
  badges(cell?: number): Locator {
    const place = cell === undefined ? this.notebook : this.cell(cell);
    return place.getByRole('button', { name: /Open it in Tasks information/ });
  }

  private cell(number: number): Locator {
    return this.cells().nth(number - 1);
  }
}
