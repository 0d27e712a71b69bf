import type { Locator, Page } from '@playwright/test';

/** The panel *Doctor* in the main area. */
export class DoctorPanel {
  readonly place: Locator;

  constructor(private readonly page: Page) {
    this.place = page.locator('#peach-lab-doctor');
  }

  /** Opens it from the command palette, by keyboard alone. */
  async openFromPalette(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+C');
    await this.page
      .getByRole('combobox', { name: /command/i })
      .or(this.page.locator('#modal-command-palette input'))
      .first()
      .fill('Doctor');
    await this.page.keyboard.press('Enter');
  }

  lookAgain(): Locator {
    return this.place.getByRole('button', { name: 'Look again' });
  }

  findings(): Locator {
    return this.place.getByRole('region', { name: 'Findings' });
  }

  group(title: string): Locator {
    return this.place.getByRole('region', { name: title });
  }
}
