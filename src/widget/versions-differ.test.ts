import { expect, it } from 'vitest';
import { versionsDiffer } from './versions-differ';

it.each([
  ['0.1.0', '0.1.0', false],
  ['0.1.0rc1', '0.1.0-rc.1', false],
  ['0.2.0', '0.1.0', true],
  ['0.1.10', '0.1.1', true],
  ['unknown', '0.1.0', true]
])('%s and %s: %s', (kernel, server, differ) => {
  expect(versionsDiffer(kernel, server)).toBe(differ);
});
