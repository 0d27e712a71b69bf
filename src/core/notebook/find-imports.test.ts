import { describe, expect, it } from 'vitest';
import { findImports } from './find-imports';

function paths(source: string, method = 'task'): readonly string[] {
  return findImports(source, method).map(({ path, conditional }) => (conditional ? `${path}?` : path));
}

describe('findImports', () => {
  it.each([
    ['import a, b.c as d', ['a', 'b.c']],
    ['from a.b import c, d as e', ['a.b.c', 'a.b.d']],
    ['from a import (  # of many\n  b,\n  c as d,\n)', ['a.b', 'a.c']],
    ['from a import *', ['a']],
    ['import \\\n  a', ['a']],
    ['x = 1; import a', ['a']],
    ['from . import a\nfrom ..b import c', []],
    ['from __future__ import annotations', []],
    ['# import a\n"""\nimport b\n"""', []],
    ['%time import a', ['a']],
    ['%%bash\nimport a', []]
  ])('of %j are %j', (source, expected) => {
    expect(paths(source)).toEqual(expected);
  });

  it('have their lines', () => {
    expect(findImports('\n\nx = 1\nfrom a import b', 'task')).toEqual([{ path: 'a.b', line: 4, conditional: false }]);
  });

  it.each([
    'try:\n  import a\nexcept ImportError:\n  import b',
    'try:\n  import a\nexcept (ValueError, ModuleNotFoundError) as error:\n  a = None',
    'try:\n  import a\nexcept:\n  pass',
    'try:\n  if x:\n    import a\nexcept Exception:\n  pass',
    'from contextlib import suppress\nwith suppress(ImportError):\n  import a',
    'if TYPE_CHECKING:\n  import a',
    'if typing.TYPE_CHECKING:\n  from a import b'
  ])('leave out what the code itself sees to: %j', source => {
    expect(paths(source).filter(path => !path.startsWith('contextlib'))).toEqual([]);
  });

  it('keep what stands under a try that catches something else, and beside the guarded ones', () => {
    expect(paths('try:\n  import a\nexcept KeyError:\n  import b')).toEqual(['a', 'b']);
    expect(paths('try:\n  import a\nexcept ImportError:\n  pass\nelse:\n  import b\nfinally:\n  import c')).toEqual(['b', 'c']);
    expect(paths('if TYPE_CHECKING:\n  import a\nelse:\n  import b')).toEqual(['b?']);
  });

  it('mark what stands under a condition', () => {
    expect(paths('if colab:\n  import a\nelif x:\n  import b\nelse:\n  import c')).toEqual(['a?', 'b?', 'c?']);
  });

  it('take functions only where the method gets to them', () => {
    const source = 'def task():\n  import a\n  helper()\ndef helper():\n  import b\ndef other():\n  import c';

    expect(paths(source)).toEqual(['a', 'b']);
    expect(paths(source, 'other')).toEqual(['c']);
  });
});
