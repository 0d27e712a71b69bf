// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import type { Badge } from './badge';
import { BadgeList } from './badge-list';

const badge = (text: string, changes: Partial<Badge> = {}): Badge => ({
  organisation: 'debr',
  name: 'train',
  task: null,
  drift: 'same',
  text,
  description: 'Open it.',
  ...changes
});

function listOf(...badges: readonly Badge[]) {
  const open = vi.fn();
  const list = new BadgeList({ open, icon: () => document.createElement('svg') });
  document.body.append(list.node);
  list.show(badges);
  const buttons = (): readonly HTMLButtonElement[] => [...list.node.querySelectorAll('button')];
  return { list, open, buttons };
}

describe('BadgeList', () => {
  it('opens what the badge stands for now', () => {
    const { list, open, buttons } = listOf(badge('a'));
    list.show([badge('b')]);
    buttons()[0]?.click();
    expect(open.mock.calls).toEqual([[badge('b')]]);
  });

  it('keeps the button, and so the focus, when its words change', () => {
    const { list, buttons } = listOf(badge('a · Running'), badge('b'));
    const [first] = buttons();
    first?.focus();
    list.show([badge('a · Success', { drift: 'differs' })]);

    expect(buttons()).toEqual([first]);
    expect(document.activeElement).toBe(first);
    expect(first?.textContent).toBe('a · Success');
    expect(first?.dataset.drift).toBe('differs');
  });

  it('does not take the focus when it is pressed', () => {
    const { buttons } = listOf(badge('a'));
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    buttons()[0]?.dispatchEvent(press);
    expect(press.defaultPrevented).toBe(true);
  });

  it('writes names as text', () => {
    const { buttons, list } = listOf(badge('<img src=x>'));
    expect(buttons()[0]?.textContent).toBe('<img src=x>');
    expect(list.node.querySelector('img')).toBeNull();
  });
});
