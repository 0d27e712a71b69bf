import { Dialog } from '@jupyterlab/apputils';
import type { Message } from '@lumino/messaging';
import type { Widget } from '@lumino/widgets';
import { keepFocus } from '../../../view/controls/keep-focus';
import { focusable, wrapFocus } from './focus-order';

type FormDialogOptions = { readonly title: string; readonly body: Widget; readonly className: string };

/**
 * Lab's modal dialog around a form that has its own buttons: Enter belongs to the control that has the focus, Escape
 * cancels, Ctrl+Enter submits the form, Tab stays inside, and so does the focus whatever goes from the page.
 */
export class FormDialog extends Dialog<void> {
  private endKeeping = (): void => undefined;

  constructor({ title, body, className }: FormDialogOptions) {
    super({ title, body, buttons: [], hasClose: true });
    this.addClass('peach-register');
    this.addClass(className);
    this.node.setAttribute('aria-label', title);
    // A click on bare text leaves the focus here, not on the page behind, where Escape would mean something else.
    this.node.tabIndex = -1;
  }

  /** Ends it; the promise of `launch()` resolves. */
  finish(): void {
    this.reject();
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.endKeeping = keepFocus(this.node);
  }

  protected override onAfterDetach(message: Message): void {
    this.endKeeping();
    super.onAfterDetach(message);
  }

  protected override _evtKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      super._evtKeydown(event);
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      this.node.querySelector('form')?.requestSubmit();
    } else if (event.key === 'Tab') {
      this.keepFocus(event);
    }
  }

  protected override _evtFocus(event: FocusEvent): void {
    if (event.target instanceof Node && !this.node.contains(event.target)) {
      event.stopPropagation();
      focusable(this.node)[0]?.focus();
    }
  }

  private keepFocus(event: KeyboardEvent): void {
    const target = wrapFocus(this.node, document.activeElement, event.shiftKey ? 'backwards' : 'forwards');
    if (target !== null) {
      event.preventDefault();
      target.focus();
    }
  }
}
