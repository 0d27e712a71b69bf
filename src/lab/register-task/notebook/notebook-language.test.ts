import { describe, expect, it } from 'vitest';
import { languageOf } from './notebook-language';

describe('languageOf', () => {
  it('is what the kernel’s specification says', () => {
    expect(languageOf({ kernelspec: { name: 'r', language: 'R' }, language_info: { name: 'python' } })).toBe('r');
  });

  it('is the language of the last kernel where the specification names none', () => {
    expect(languageOf({ kernelspec: { name: 'x' }, language_info: { name: 'julia' } })).toBe('julia');
  });

  it('is python where the notebook says nothing', () => {
    expect(languageOf({})).toBe('python');
    expect(languageOf({ kernelspec: null, language_info: { name: '' } })).toBe('python');
  });

  it('takes IPython’s own name for Python', () => {
    expect(languageOf({ language_info: { name: 'ipython3' } })).toBe('python');
  });
});
