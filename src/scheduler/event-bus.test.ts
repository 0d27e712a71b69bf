import { expect, it } from 'vitest';
import { createEventBus } from './event-bus';
import type { DomainEvent } from './ports';
import { createKeepingLogger } from './test-support/keeping-logger';

const EVENT: DomainEvent = { kind: 'organisation', organisation: 'debr' };

it('hands an event to the others where one listener throws, and to whoever published it nothing', () => {
  const logger = createKeepingLogger();
  const events = createEventBus(logger);
  const seen: DomainEvent[] = [];
  events.subscribe(() => {
    throw new Error('broken');
  });
  events.subscribe(event => seen.push(event));

  events.publish(EVENT);

  expect(seen).toEqual([EVENT]);
  expect(logger.lines).toMatchObject([{ level: 'error', sentence: 'a listener to events failed', fields: { event: EVENT } }]);
});

it('hands nothing to a listener that has left', () => {
  const events = createEventBus(createKeepingLogger());
  const seen: DomainEvent[] = [];
  const leave = events.subscribe(event => seen.push(event));

  leave();
  events.publish(EVENT);

  expect(seen).toEqual([]);
});
