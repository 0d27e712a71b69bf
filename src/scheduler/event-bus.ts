import type { DomainEvent, IEvents, ILogger } from './ports';

/**
 * Hands each event to every listener at once, in the order they came. A listener that throws is told of and costs nobody
 * else anything: whoever publishes is often in the middle of a run.
 */
export function createEventBus(logger: ILogger): IEvents {
  const listeners = new Set<(event: DomainEvent) => void>();
  const hand = (listener: (event: DomainEvent) => void, event: DomainEvent): void => {
    try {
      listener(event);
    } catch (error) {
      logger.error({ event, error }, 'a listener to events failed');
    }
  };
  return {
    publish: event => listeners.forEach(listener => hand(listener, event)),
    subscribe: listener => {
      const own = (event: DomainEvent): void => listener(event);
      listeners.add(own);
      return () => listeners.delete(own);
    }
  };
}
