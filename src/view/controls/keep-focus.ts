const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/**
 * Keeps the focus inside `root` when the element that has it goes, or is disabled: it moves to what stands nearest
 * around it. Without that the keys of `root` would be dead from then on. Ends when the returned function is called.
 */
export function keepFocus(root: HTMLElement): () => void {
  /** What had the focus last, then everything around it up to `root`. */
  let path = pathTo(root, root.ownerDocument.activeElement);
  const onFocusIn = (event: FocusEvent): void => {
    path = pathTo(root, event.target);
  };
  const onFocusOut = (event: FocusEvent): void => {
    const { target } = event;
    // A browser says so before it takes away what had the focus: a moment later it is known whether a person has left it.
    setTimeout(() => {
      if (target === path[0] && target !== root.ownerDocument.activeElement && isThere(root, path[0])) {
        path = [];
      }
    });
  };
  const observer = new MutationObserver(() => {
    const [last, ...around] = path;
    const { activeElement, body } = root.ownerDocument;
    const lost = activeElement === null || activeElement === body || activeElement === last;
    if (lost && last !== undefined && !isThere(root, last)) {
      path = [];
      moveFocus(root, around);
    }
  });
  root.addEventListener('focusin', onFocusIn);
  root.addEventListener('focusout', onFocusOut);
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', onFocusIn);
    root.removeEventListener('focusout', onFocusOut);
  };
}

function pathTo(root: HTMLElement, target: EventTarget | null): readonly HTMLElement[] {
  if (!(target instanceof HTMLElement) || !root.contains(target)) {
    return [];
  }
  return target === root ? [target] : [target, ...pathTo(root, target.parentElement)];
}

/** Into the first of `around` that is still there and takes it, itself or something in it. */
function moveFocus(root: HTMLElement, around: readonly HTMLElement[]): void {
  for (const place of around.filter(each => root.contains(each))) {
    const inside = place.hasAttribute('tabindex') ? [place] : place.querySelectorAll<HTMLElement>(FOCUSABLE);
    for (const element of inside) {
      element.focus({ preventScroll: true });
      if (element.ownerDocument.activeElement === element) {
        return;
      }
    }
  }
}

function isThere(root: HTMLElement, element: HTMLElement): boolean {
  return root.contains(element) && !element.matches(':disabled');
}
