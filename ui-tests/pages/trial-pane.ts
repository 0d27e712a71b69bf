import type { Locator, Page } from '@playwright/test';
import type { Trial } from '../../src/protocol/trial';

/** The part *Try it* of the register dialog. */
export class TrialPane {
  readonly pane: Locator;
  readonly status: Locator;
  readonly log: Locator;

  constructor(
    private readonly page: Page,
    dialog: Locator
  ) {
    this.pane = dialog.getByRole('region', { name: 'Try it' });
    this.status = this.pane.getByRole('status');
    this.log = this.pane.getByRole('log', { name: 'Log of the trial' });
  }

  button(name: 'Try it' | 'Try again' | 'Stop' | 'Follow'): Locator {
    return this.pane.getByRole('button', { name, exact: true });
  }

  /** Presses *Try it*, and gives what the scheduler answers. */
  async begin(): Promise<Trial> {
    const answer = this.answer();
    await this.button('Try it').click();
    return answer;
  }

  /** The next trial that the scheduler begins. */
  async answer(): Promise<Trial> {
    const answer = await this.page.waitForResponse(response => new URL(response.url()).pathname.endsWith('/api/trials'));
    return (await answer.json()) as Trial;
  }
}
