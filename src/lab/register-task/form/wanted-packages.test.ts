import { describe, expect, it } from 'vitest';
import { wantedPackages } from './wanted-packages';

const source = 'import pandas as pd\nimport cv2\nimport mine\ndef f(): return pd, cv2, mine\n';
const request = {
  organisation: 'debr',
  name: 'f',
  definition: { notebook: 'a.ipynb', method: 'f' },
  notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ cell_type: 'code', source, metadata: {} }] },
  path: null,
  replaces: null
};
const remedy = (value: string) => ({ kind: 'add_dependency' as const, label: 'Add', value });
const finding = (value: string) => ({ severity: 'warning' as const, field: 'dependencies', message: 'x', remedies: [remedy(value)] });

describe('wantedPackages', () => {
  it('is what the check would have added, with the modules of each: not what the repository or the environment has', () => {
    expect(wantedPackages([finding('pandas\nopencv-python-headless'), finding('pandas'), finding('httpx>=0.27')], request)).toEqual([
      { distribution: 'pandas', modules: ['pandas'] },
      { distribution: 'opencv-python-headless', modules: ['cv2'] },
      { distribution: 'httpx>=0.27', modules: [] }
    ]);
  });

  it('is nothing without such a finding', () => {
    expect(wantedPackages([{ severity: 'warning', field: null, message: 'x', remedies: [] }], request)).toEqual([]);
  });
});
