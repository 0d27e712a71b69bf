// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { focusable, wrapFocus } from './focus-order';

function page(html: string): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
}

describe('focusable', () => {
  it('leaves out what is disabled, taken out of the order or folded away', () => {
    const root = page(
      '<button id="a"></button><button disabled></button><input tabindex="-1"><details><summary id="s"></summary><input></details><select id="z"></select>'
    );
    expect(focusable(root).map(each => each.id)).toEqual(['a', 's', 'z']);
  });

  it('enters what is unfolded', () => {
    const root = page('<details open><summary id="s"></summary><div><input id="i"></div></details>');
    expect(focusable(root).map(each => each.id)).toEqual(['s', 'i']);
  });
});

describe('wrapFocus', () => {
  const root = page('<button id="a"></button><button id="b"></button><button id="c"></button>');
  const at = (id: string): Element | null => root.querySelector(`#${id}`);

  it('goes from the last to the first, and back', () => {
    expect(wrapFocus(root, at('c'), 'forwards')).toBe(at('a'));
    expect(wrapFocus(root, at('a'), 'backwards')).toBe(at('c'));
  });

  it('leaves the way in between to the browser', () => {
    expect(wrapFocus(root, at('b'), 'forwards')).toBeNull();
    expect(wrapFocus(root, at('a'), 'forwards')).toBeNull();
  });
});
