import { describe, expect, it } from 'vitest';
import { DEFAULT_LOOP, DEFAULT_METADATA_LOOP } from '../../protocol/configuration';
import { checkDefinition } from './check-definition';

const GOOD = { notebook: 'a.ipynb', method: 'task', executor: 'python' };

function check(definition: unknown, name = 'train', codops = 'debr') {
  const loop = (loopName: string) => (loopName === 'metadata' ? DEFAULT_METADATA_LOOP : DEFAULT_LOOP);
  return checkDefinition({ codops, name, definition, defaultExecutor: 'spark', loop });
}

describe('a definition that is not in a file yet', () => {
  it('is good as a file would be', () => {
    expect(check(GOOD)).toEqual({ definition: GOOD, problems: [], held: null });
  });

  it('has its mistakes at the fields of the form', () => {
    const { definition, problems } = check({ ...GOOD, executor: 'sprak', args: { days: Number.NaN } });

    expect(definition).toBeNull();
    expect(problems.map(({ field }) => field)).toEqual(['executor', 'args.days']);
    expect(problems[0]?.hint).toContain('spark');
  });

  it('is held against its loop, as files are', () => {
    expect(check({ ...GOOD, loop: 'sesr' }).problems).toMatchObject([{ field: 'loop' }]);
    expect(check({ ...GOOD, loop: 'metadata', timeout: '1h' }).problems).toMatchObject([{ field: 'timeout' }]);
  });

  it('says why it would be held', () => {
    expect(check({ ...GOOD, executor: 'kubernetes' }).held).toContain('kubernetes');
  });

  it('has wrong names at the name', () => {
    expect(check(GOOD, 'two words').problems).toMatchObject([{ field: 'name' }]);
    expect(check(GOOD, 'train', 'Debr').problems[0]?.field).toBe('name');
  });
});
