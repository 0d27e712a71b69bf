import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';

/** What a test does with a rendered page. Every action waits until React has drawn what follows from it. */
export type Rendered = {
  readonly node: HTMLElement;
  button(name: string): HTMLButtonElement;
  /** The control with this label. */
  field(label: string): HTMLInputElement | HTMLSelectElement;
  click(element: HTMLElement): Promise<void>;
  enter(field: HTMLInputElement | HTMLSelectElement, text: string): Promise<void>;
  remove(): Promise<void>;
};

/** Does `work` and waits until React has drawn what follows from it. */
export function settle(work: () => void): Promise<void> {
  return act(async () => {
    work();
    await Promise.resolve();
  });
}

/** Draws `element` in the document. */
export async function render(element: ReactElement): Promise<Rendered> {
  Reflect.set(globalThis, 'IS_REACT_ACT_ENVIRONMENT', true);
  const node = document.body.appendChild(document.createElement('div'));
  const root = createRoot(node);
  await settle(() => root.render(element));
  return {
    node,
    button: name =>
      found(
        Array.from(node.querySelectorAll('button')).find(each => each.textContent === name),
        name
      ),
    field: label => {
      const labelled = Array.from(node.querySelectorAll('label')).find(each => each.textContent === label)?.htmlFor;
      const fields = Array.from(node.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select, textarea'));
      return found(
        fields.find(each => each.id === labelled || each.getAttribute('aria-label') === label),
        label
      );
    },
    click: target => settle(() => target.click()),
    enter: (field, text) => settle(() => type(field, text)),
    remove: async () => {
      await settle(() => root.unmount());
      node.remove();
    }
  };
}

function found<T>(element: T | undefined, name: string): T {
  if (element === undefined) {
    throw new Error(`nothing on the page is called “${name}”: ${document.body.textContent}`);
  }
  return element;
}

/** Sets the value as the browser does, past React's own bookkeeping. */
function type(field: HTMLInputElement | HTMLSelectElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set;
  setter?.call(field, text);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
}
