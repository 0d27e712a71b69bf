import type { DomainEvent, IEvents } from './ports';

/** Hands each event to every listener at once, in the order they came. */
export function createEventBus(): IEvents {
  const listeners = new Set<(event: DomainEvent) => void>();
  return {
    publish: event => listeners.forEach(listener => listener(event)),
    subscribe: listener => {
      const own = (event: DomainEvent): void => listener(event);
      listeners.add(own);
      return () => listeners.delete(own);
    }
  };
}
