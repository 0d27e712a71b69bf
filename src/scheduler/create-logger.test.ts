import { expect, it } from 'vitest';
import { createLogger } from './create-logger';

it('writes a line of JSON with the fields, and an error with its stack', () => {
  const lines: string[] = [];
  const logger = createLogger(line => lines.push(line));

  logger.warn({ run: 'r', error: new Error('broken') }, 'something failed');

  expect(lines[0]?.endsWith('}\n')).toBe(true);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, run: 'r', error: { message: 'broken' }, msg: 'something failed' });
});

it('goes on where a line can’t be written, and tells how many were dropped', () => {
  const lines: string[] = [];
  let full = true;
  const logger = createLogger(line => {
    if (full) {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    }
    lines.push(line);
  });

  logger.info({}, 'first');
  logger.error({}, 'second');
  full = false;
  logger.info({}, 'third');
  logger.info({}, 'fourth');

  const written = lines.map(line => JSON.parse(line) as { msg: string; dropped?: number });
  expect(written.map(({ msg, dropped }) => [msg, dropped])).toEqual([
    ['third', 2],
    ['fourth', undefined]
  ]);
});
