import { expect, it, vi } from 'vitest';
import { createRegistry } from './create-registry';

it('keeps what was added by rank, until that is disposed, and tells each change', () => {
  const registry = createRegistry('panel');
  const changed = vi.fn();
  registry.subscribe(changed);
  registry.add({ id: 'middle' });
  const last = registry.add({ id: 'last', rank: 200 });
  registry.add({ id: 'first', rank: 1 });
  expect(registry.getSnapshot().map(({ id }) => id)).toEqual(['first', 'middle', 'last']);

  last.dispose();
  last.dispose();
  expect(registry.getSnapshot().map(({ id }) => id)).toEqual(['first', 'middle']);
  expect(changed).toHaveBeenCalledTimes(4);
});

it('refuses an id that is taken, and says which', () => {
  const registry = createRegistry('panel');
  registry.add({ id: 'notes' }).dispose();
  registry.add({ id: 'notes' });
  expect(() => registry.add({ id: 'notes' })).toThrow('There is a panel with the id "notes" already');
});
