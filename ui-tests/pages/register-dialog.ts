import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog in which a cell is registered, or its task is edited, as a person uses it. */
export class RegisterDialog {
  readonly dialog: Locator;

  constructor(
    private readonly page: Page,
    title: 'Register as task' | 'Edit task' = 'Register as task'
  ) {
    this.dialog = page.getByRole('dialog', { name: title });
  }

  /** Opens it from the context menu of the `number`th code or text cell, counted from 1. */
  async openOnCell(number: number): Promise<void> {
    const cell = this.page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell').nth(number - 1);
    await cell.locator('.jp-InputArea-editor').click({ button: 'right' });
    await this.menuItem().click();
    await expect(this.field('Function')).toBeVisible();
  }

  /** What stands below a control: its hint, or what is wrong with it. */
  async note(label: string): Promise<Locator> {
    const id = await this.field(label).getAttribute('aria-describedby');
    return this.dialog.locator(`[id="${id ?? ''}"]`);
  }

  menuItem(): Locator {
    return this.page.getByRole('menuitem', { name: 'Register as task…' });
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name });
  }

  check(): Locator {
    return this.dialog.getByRole('region', { name: 'Check' });
  }

  preview(): Locator {
    return this.dialog.getByRole('region', { name: 'Preview' });
  }

  /** The added lines of the preview, without number and sign. */
  addedLines(): Locator {
    return this.preview().locator('[data-added="true"] > :last-child');
  }

  removedLines(): Locator {
    return this.preview().locator('[data-removed="true"] > :last-child');
  }

  /** What stands beside the buttons. */
  reason(): Locator {
    return this.dialog.getByRole('contentinfo').getByRole('status').or(this.dialog.locator('footer [role=status]'));
  }

  /** Registers, and gives the dialog that says what comes next. */
  async register(): Promise<Locator> {
    await expect(this.button('Register')).toBeEnabled();
    await this.button('Register').click();
    const next = this.page.getByRole('dialog', { name: /^Registered: / });
    await expect(next).toBeVisible();
    return next;
  }
}
