const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** What Tab reaches inside `root`, in order. */
export function focusable(root: HTMLElement): readonly HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>(FOCUSABLE)).filter(
    each => !each.matches(':disabled, [tabindex="-1"]') && each.closest('details:not([open]) > :not(summary)') === null
  );
}

/** Where Tab goes from `current` when it would leave `root`; null where it stays inside by itself. */
export function wrapFocus(root: HTMLElement, current: Element | null, backwards: 'backwards' | 'forwards'): HTMLElement | null {
  const order = focusable(root);
  const [last, target] = backwards === 'backwards' ? [order[0], order.at(-1)] : [order.at(-1), order[0]];
  return current === last || current === null ? (target ?? null) : null;
}
