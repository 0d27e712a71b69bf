import { describe, expect, it } from 'vitest';
import { findPipInstalls } from './find-pip-installs';

function installed(source: string): readonly (readonly string[])[] {
  return findPipInstalls([{ number: 3, source, ipython: true }]).map(({ requirements }) => requirements);
}

describe('findPipInstalls', () => {
  it('names cell, line and command', () => {
    expect(findPipInstalls([{ number: 3, source: 'x = 1\n%pip install -q pandas', ipython: true }])).toEqual([
      { cell: 3, line: 2, command: '%pip install', requirements: ['pandas'] }
    ]);
  });

  it.each([
    ['!pip install a b', [['a', 'b']]],
    ['!pip3 install a', [['a']]],
    ['!python -m pip install a', [['a']]],
    ['!{sys.executable} -m pip install a', [['a']]],
    ['!uv pip install a', [['a']]],
    ['%conda install -c conda-forge a', [['a']]],
    ['out = !pip install a', [['a']]],
    ['    !pip install a', [['a']]],
    ['!pip install -U "a>=2,<3" \'b[x]\' c==1', [['a>=2,<3', 'b[x]', 'c==1']]],
    ['!pip install -r requirements.txt -i https://host a', [['a']]],
    ['!pip install --index-url https://host a', [['a']]],
    ['!pip install git+https://github.com/x/y ./local {name} $name', [[]]],
    ['!pip install a > /dev/null 2>&1', [['a']]],
    ['!pip install a && echo done', [['a']]],
    ['!pip install a  # of b', [['a']]],
    ['!pip install a \\\n  b', [['a', 'b']]],
    ['%%capture\n!pip install a', [['a']]],
    ['%%bash\npip install a\necho b', [['a']]],
    ['%pip list', []],
    ['# !pip install a', []],
    ['"""\n!pip install a\n"""', []],
    ['print("!pip install a")', []]
  ])('finds in %j %j', (source, expected) => {
    expect(installed(source)).toEqual(expected);
  });
});
