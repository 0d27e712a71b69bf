import { describe, expect, it } from 'vitest';
import { insertLines } from './insert-lines';

describe('insertLines', () => {
  it('puts the lines first', () => {
    expect(insertLines('def f():\n    pass', 'import os')).toBe('import os\ndef f():\n    pass');
  });

  it('adds no empty line where the lines end with one', () => {
    expect(insertLines('f()', 'import os\nimport re\n')).toBe('import os\nimport re\nf()');
  });

  it('leaves a cell magic in the first line', () => {
    expect(insertLines('%%time\nf()', 'import os')).toBe('%%time\nimport os\nf()');
  });
});
