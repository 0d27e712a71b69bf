import { EventEmitter } from 'node:events';
import { beforeEach, expect, it } from 'vitest';
import { surviveFaults } from './survive-faults';
import { createKeepingLogger } from './test-support/keeping-logger';
import { createManualClock } from './test-support/manual-clock';

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  exit(code: number): void {
    this.exits.push(code);
  }
}

let process: FakeProcess;
const clock = createManualClock();

beforeEach(() => {
  process = new FakeProcess();
});

it.each(['uncaughtException', 'unhandledRejection'])('tells of an %s and goes on', event => {
  const logger = createKeepingLogger();
  surviveFaults({ process, logger, clock });
  const error = new Error('broken');

  process.emit(event, error);

  expect(logger.lines).toMatchObject([{ level: 'error', fields: { error } }]);
  expect(process.exits).toEqual([]);
});

it('ends in a storm of them', () => {
  surviveFaults({ process, logger: createKeepingLogger(), clock });

  Array.from({ length: 100 }, () => process.emit('uncaughtException', new Error('broken')));

  expect(process.exits).toEqual([1]);
});

it('goes on where they come one now and then', async () => {
  surviveFaults({ process, logger: createKeepingLogger(), clock });

  for (let fault = 0; fault < 200; fault += 1) {
    process.emit('uncaughtException', new Error('broken'));
    await clock.advance(1000);
  }

  expect(process.exits).toEqual([]);
});
