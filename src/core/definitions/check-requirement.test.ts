import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRequirement } from './check-requirement';

describe('checkRequirement', () => {
  it.each([
    'orjson',
    'orjson==3.3.1',
    ' numpy >= 2 , < 3 ',
    'numpy>=2,<3',
    'uvicorn[standard]~=0.30',
    'package[a, b-c] (>=1.0)',
    'ruamel.yaml.clib!=0.2.*',
    'torch==2.4.0+cpu',
    'a===weird-1',
    'epoch==1!2.0',
    'tomli>=2; python_version < "3.11"',
    'uvloop ; sys_platform != "win32" and implementation_name == "cpython"',
    'mine @ https://example.org/mine-1.0-py3-none-any.whl',
    'mine[extra]@git+https://example.org/mine.git@v1#subdirectory=python ; python_version >= "3.11"',
    'mine @ git+ssh://git@example.org/mine.git',
    'mine @ file:///srv/mine'
  ])('takes %s', text => {
    expect(checkRequirement(text)).toBeNull();
  });

  it.each([
    ['', /begins with the name of a package/],
    ['   ', /begins with the name of a package/],
    ['-r requirements.txt', /options of pip/],
    ['--index-url https://example.org', /options of pip/],
    ['-e .', /options of pip/],
    ['numpy\n--pre', /line break or another control character/],
    ['numpy\u0000', /line break or another control character/],
    ['mine @ https://${TOKEN}@example.org/mine.whl', /variables are not filled in/],
    ['mine @ https://user:secret@example.org/mine.whl', /credentials/],
    ['mine @ https://token@example.org/mine.whl', /credentials/],
    ['mine @ git+ssh://git:secret@example.org/mine', /credentials/],
    ['https://token@example.org/mine.whl', /credentials/],
    ['https://example.org/mine.whl', /begins with the name of a package/],
    ['git+https://example.org/mine.git', /begins with the name of a package/],
    ['./mine', /begins with the name of a package/],
    ['mine/other', /begins with the name of a package/],
    ['_mine', /begins with the name of a package/],
    ['numpy=2', /write two equals signs/],
    ['numpy 2.0', /write two equals signs/],
    ['numpy ==', /not written as pip reads it/],
    ['numpy==2 # newest', /not written as pip reads it/],
    ['numpy>=2 <3', /not written as pip reads it/],
    ['numpy[', /not written as pip reads it/],
    ['numpy; maybe', /no marker/],
    ['mine @ relative/path', /not written as pip reads it|begins with the name/]
  ])('refuses %j', (text, expected) => {
    const refusal = checkRequirement(text);
    expect(`${refusal?.message} ${refusal?.hint}`).toMatch(expected);
  });

  it('never shows credentials', () => {
    expect(JSON.stringify(checkRequirement('mine @ https://user:secret@example.org/x'))).not.toContain('secret');
  });

  it('answers at once for any text', () => {
    const text = fc
      .array(fc.constantFrom('a', '-', '.', '[', ']', ',', ' ', '=', '>', '1', ';', '@', ':', '/', 'python_version', '('), {
        maxLength: 400
      })
      .map(parts => parts.join('').slice(0, 1000));
    fc.assert(
      fc.property(text, value => void checkRequirement(value)),
      { numRuns: 300, interruptAfterTimeLimit: 5000, markInterruptAsFailure: true }
    );
  });
});
