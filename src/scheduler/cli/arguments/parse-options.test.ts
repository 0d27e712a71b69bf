import { describe, expect, it } from 'vitest';
import type { OptionTable } from './command';
import { parseOptions } from './parse-options';

const OPTIONS = {
  follow: { type: 'boolean', short: 'f', help: '' },
  tail: { type: 'string', short: 'n', value: 'N', help: '' }
} as const satisfies OptionTable;

function parse(...args: string[]) {
  const parsed = parseOptions(args, OPTIONS);
  return parsed.ok ? parsed.value : parsed.failure.message;
}

describe('parseOptions', () => {
  it('gives every option a value: false for a switch and null for a text that was not given', () => {
    expect(parse()).toEqual({ values: { follow: false, tail: null }, positionals: [] });
  });

  it.each([
    [['--follow', '--tail', '5', 'RUN']],
    [['-f', '-n', '5', 'RUN']],
    [['RUN', '--tail=5', '-f']],
    [['-fn5', 'RUN']],
    [['--tail=5', '-f', '--', 'RUN']]
  ])('reads %j', args => {
    expect(parse(...args)).toEqual({ values: { follow: true, tail: '5' }, positionals: ['RUN'] });
  });

  it('takes everything after -- as it is', () => {
    expect(parse('--', '--follow', '-x')).toEqual({ values: { follow: false, tail: null }, positionals: ['--follow', '-x'] });
  });

  it('takes an empty text, and one that begins with a dash where it is joined', () => {
    expect(parse('--tail=', '--tail', '')).toMatchObject({ values: { tail: '' } });
    expect(parse('--tail=-5')).toMatchObject({ values: { tail: '-5' } });
    expect(parse('--tail', '-')).toMatchObject({ values: { tail: '-' } });
  });

  it('lets the last of several win', () => {
    expect(parse('--tail', '1', '--tail', '2')).toMatchObject({ values: { tail: '2' } });
  });

  it.each([
    [['--folow'], 'unknown option --folow; use --follow, --tail (did you mean --follow?)'],
    [['--constructor'], 'unknown option --constructor; use --follow, --tail'],
    [['--follow=yes'], '--follow takes no value'],
    [['--tail'], '--tail needs a value: --tail N'],
    [['--tail', '-f'], '--tail needs a value: --tail N']
  ])('refuses %j', (args, message) => {
    expect(parse(...args)).toBe(message);
  });
});
