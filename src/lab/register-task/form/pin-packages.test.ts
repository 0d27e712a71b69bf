import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { pinPackages } from './pin-packages';

const trans = nullTranslator.load('peach_lab');
const wanted = ['pandas', 'opencv-python-headless', 'torch', 'mine', 'httpx>=0.27'].map(distribution => ({ distribution, modules: [] }));

describe('pinPackages', () => {
  it('takes the versions of the kernel, under the names that it has them by, without what a build added', () => {
    const versions = new Map([
      ['pandas', { name: 'pandas', version: '2.2.3' }],
      ['opencv-python-headless', { name: 'opencv-python', version: '4.10.0.84' }],
      ['torch', { name: 'torch', version: '2.5.1+cu124' }],
      ['httpx>=0.27', { name: 'httpx', version: '0.28.0' }]
    ]);
    expect(pinPackages(wanted, { kind: 'known', versions }, trans)).toEqual({
      dependencies: 'pandas==2.2.3, opencv-python==4.10.0.84, torch==2.5.1, mine, httpx>=0.27',
      hint: 'From the imports, at the versions of this notebook’s kernel; it does not have mine, which is not pinned.'
    });
  });

  it.each([
    ['no_kernel', 'No kernel runs'],
    ['busy', 'The kernel is busy'],
    ['silent', 'did not tell its versions']
  ] as const)('lists names alone and says why where the answer is %s', (kind, words) => {
    const proposal = pinPackages(wanted.slice(0, 1), { kind }, trans);
    expect(proposal?.dependencies).toBe('pandas');
    expect(proposal?.hint).toContain(words);
  });

  it('proposes nothing for a kernel of another language', () => {
    expect(pinPackages(wanted, { kind: 'other_language' }, trans)).toBeNull();
  });
});
