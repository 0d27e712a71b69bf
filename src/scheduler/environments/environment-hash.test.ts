import { expect, it } from 'vitest';
import fc from 'fast-check';
import { environmentHash, type EnvironmentInputs } from './environment-hash';

const inputs: EnvironmentInputs = { requirements: ['six', 'orjson==3.3.1'], python: '3.12', platform: 'linux-x64', settings: [] };

it('is twenty hexadecimal digits', () => {
  expect(environmentHash(inputs)).toMatch(/^[0-9a-f]{20}$/);
});

it('does not depend on the order, repetition or margins of requirements', () => {
  const requirements = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 5 });
  fc.assert(
    fc.property(requirements, fc.func(fc.integer()), (texts, order) => {
      const shuffled = [...texts, ...texts].sort((a, b) => order(a) - order(b)).map(text => ` ${text} `);
      expect(environmentHash({ ...inputs, requirements: shuffled })).toBe(environmentHash({ ...inputs, requirements: texts }));
    })
  );
});

it.each<Partial<EnvironmentInputs>>([
  { requirements: ['six'] },
  { requirements: ['six', 'orjson==3.3.2'] },
  { requirements: ['six orjson==3.3.1'] },
  { python: '3.11' },
  { platform: 'darwin-arm64' },
  { settings: ['UV_INDEX_URL=https://example.org'] }
])('depends on %j', change => {
  expect(environmentHash({ ...inputs, ...change })).not.toBe(environmentHash(inputs));
});
