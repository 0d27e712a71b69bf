import { expect, type Locator } from '@playwright/test';
import type { IJupyterLabPageFixture } from '@jupyterlab/galata';

/** The file that Lab's file editor shows. */
export class FileEditor {
  readonly place: Locator;

  constructor(readonly page: IJupyterLabPageFixture) {
    this.place = page.locator('.jp-FileEditor:visible');
  }

  async open(path: string): Promise<void> {
    await this.page.filebrowser.open(path);
    await expect(this.page.getByRole('tab', { name: path.split('/').at(-1) ?? '', exact: true })).toHaveAttribute('aria-selected', 'true');
    await expect(this.line('codops')).toBeVisible();
  }

  line(text: string): Locator {
    return this.place.locator('.cm-line', { hasText: text });
  }

  /** The words that are underlined as wrong. */
  marked(): Locator {
    return this.place.locator('.cm-lintRange-error');
  }

  /** The marks beside the lines that have problems. */
  marks(): Locator {
    return this.place.locator('.cm-lint-marker-error');
  }

  /** What is said of the word under the pointer. */
  tooltip(): Locator {
    return this.page.locator('.cm-tooltip-lint');
  }

  /** What Lab's completer offers. */
  options(): Locator {
    return this.page.locator('.jp-Completer:visible .jp-Completer-item');
  }

  option(label: string): Locator {
    return this.options().filter({ has: this.page.getByText(label, { exact: true }) });
  }

  /** Writes `text` at the end of the line that holds `line`. */
  async write(line: string, text: string): Promise<void> {
    await this.line(line).click();
    await this.page.keyboard.press('End');
    await this.page.keyboard.type(text);
  }

  async renameTo(name: string): Promise<void> {
    await this.page.menu.clickMenuItem('File>Rename YAML File…');
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(name);
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await expect(this.page.getByRole('tab', { name, exact: true })).toBeVisible();
  }
}
