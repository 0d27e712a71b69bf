import { describe, expect, it, vi } from 'vitest';
import { createStore } from './create-store';

describe('createStore', () => {
  it('keeps the same snapshot until it is set', () => {
    const store = createStore({ count: 1 });
    expect(store.getSnapshot()).toBe(store.getSnapshot());
  });

  it('tells each subscriber once about a change, and not about the same value', () => {
    const store = createStore(1);
    const listener = vi.fn();
    store.subscribe(listener);
    store.set(2);
    store.set(2);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.getSnapshot()).toBe(2);
  });

  it('keeps the second subscription of a listener when its first ends', () => {
    const store = createStore(1);
    const listener = vi.fn();
    const leave = store.subscribe(listener);
    store.subscribe(listener);
    leave();
    store.set(2);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('lets a listener leave while it is told', () => {
    const store = createStore(1);
    const other = vi.fn();
    const leave = store.subscribe(() => leave());
    store.subscribe(other);
    store.set(2);
    store.set(3);
    expect(other).toHaveBeenCalledTimes(2);
  });
});
