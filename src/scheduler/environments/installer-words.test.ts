import { expect, it } from 'vitest';
import { installerWords } from './installer-words';

it('tells the conflict that uv found, in one line', () => {
  const log = [
    'Using Python 3.11.7 environment at: /x',
    '  × No solution found when resolving dependencies:',
    '  ╰─▶ Because you require six==1.16.0 and six==1.15.0, we can conclude that',
    '      your requirements are unsatisfiable.',
    ''
  ].join('\n');

  expect(installerWords(log)).toBe(
    'No solution found when resolving dependencies: Because you require six==1.16.0 and six==1.15.0, we can conclude that your requirements are unsatisfiable.'
  );
});

it('tells an error from where it begins', () => {
  expect(installerWords('warning: old\nerror: Failed to parse: `six ==`\n  Caused by: nothing\n')).toBe(
    'Failed to parse: `six ==` Caused by: nothing'
  );
});

it('tells the last lines where nothing is marked', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);

  expect(installerWords(lines.join('\n'))).toBe(lines.slice(-8).join(' '));
});

it('ends somewhere', () => {
  expect(installerWords(`error: ${'x'.repeat(10_000)}`).length).toBeLessThan(1600);
});
