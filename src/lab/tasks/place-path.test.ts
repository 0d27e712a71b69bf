import { describe, expect, it } from 'vitest';
import { placePath } from './place-path';

describe('placePath', () => {
  it('is relative to Jupyter’s root folder', () => {
    expect(placePath({ repository: '/srv/work/repo', file: 'peach.yaml' }, '/srv/work')).toBe('repo/peach.yaml');
    expect(placePath({ repository: '/srv/repo', file: 'peach.conf/a.yaml' }, '/srv/repo')).toBe('peach.conf/a.yaml');
  });

  it('understands a repository that is named by address', () => {
    expect(placePath({ repository: 'file:///srv/repo/', file: 'peach.yaml' }, '/srv/repo')).toBe('peach.yaml');
  });

  it('is null for a file outside Jupyter’s root, or on another machine', () => {
    expect(placePath({ repository: '/srv/repo', file: 'peach.yaml' }, '/srv/repo/notebooks')).toBeNull();
    expect(placePath({ repository: '/srv/repository', file: 'peach.yaml' }, '/srv/repo')).toBeNull();
    expect(placePath({ repository: 'ssh://git@host/repo', file: 'peach.yaml' }, '/srv')).toBeNull();
    expect(placePath({ repository: null, file: 'peach.yaml' }, '/srv')).toBeNull();
  });
});
