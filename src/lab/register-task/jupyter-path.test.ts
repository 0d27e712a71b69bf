import { describe, expect, it } from 'vitest';
import { jupyterPath } from './jupyter-path';

describe('jupyterPath', () => {
  it('is the file itself where Jupyter’s root is the repository', () => {
    const notebook = { jupyter: 'notebooks/a.ipynb', repository: 'notebooks/a.ipynb' };
    expect(jupyterPath('peach.conf/debr.yaml', notebook)).toBe('peach.conf/debr.yaml');
  });

  it('puts the repository’s folder before it where Jupyter’s root is above', () => {
    const notebook = { jupyter: 'work/repo/notebooks/a.ipynb', repository: 'notebooks/a.ipynb' };
    expect(jupyterPath('peach.yaml', notebook)).toBe('work/repo/peach.yaml');
  });

  it('is null where Jupyter’s root is a folder inside the repository', () => {
    const notebook = { jupyter: 'a.ipynb', repository: 'notebooks/a.ipynb' };
    expect(jupyterPath('peach.yaml', notebook)).toBeNull();
  });

  it('finds the notebook itself from a root inside the repository', () => {
    const notebook = { jupyter: 'deep/a.ipynb', repository: 'notebooks/deep/a.ipynb' };
    expect(jupyterPath('notebooks/deep/a.ipynb', notebook)).toBe('deep/a.ipynb');
  });

  it('does not take the end of a longer name for a folder', () => {
    const notebook = { jupyter: 'xnotebooks/a.ipynb', repository: 'notebooks/a.ipynb' };
    expect(jupyterPath('peach.yaml', notebook)).toBeNull();
  });
});
