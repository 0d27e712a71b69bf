import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRepository } from '../../client/test-support/samples';
import { repositoryText } from './repository-text';

describe('repositoryText', () => {
  it('has branch, version and age', () => {
    expect(repositoryText(sampleRepository, SAMPLE_NOW)).toBe('master 4f1c2ab, fetched 6 s ago');
  });

  it('of a repository that is not read yet says so', () => {
    expect(repositoryText({ ...sampleRepository, branch: null, version: null, fetched_at: null }, SAMPLE_NOW)).toBe('not read yet');
  });
});
