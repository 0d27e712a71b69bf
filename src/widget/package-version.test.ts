import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import { MODULE_NAME, MODULE_VERSION } from './package-version';

describe('the widget module', () => {
  it('has the name and version of the package, which the Python half asks for', () => {
    expect([MODULE_NAME, MODULE_VERSION]).toEqual([manifest.name, manifest.version]);
  });
});
