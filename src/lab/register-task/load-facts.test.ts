import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../client/answer';
import { fakeServices } from './test-support/fake-services';
import { refused } from './test-support/register-fixtures';
import { loadFacts } from './load-facts';

const trans = nullTranslator.load('peach_lab');
const UNREACHABLE: Answer<never> = { ok: false, failure: { code: 'unreachable', message: 'nobody answers', details: null } };

describe('loadFacts', () => {
  it('gives the functions that exist when the cell has run, the last definition of each', async () => {
    const services = fakeServices('def a(): pass\ndef b(): pass\nif x:\n    def c(): pass\ndef a(n): pass\n');
    const loaded = await loadFacts(services, null, trans);
    expect(loaded.ok && loaded.facts.functions.map(each => [each.name, each.parameters.length])).toEqual([
      ['b', 0],
      ['a', 1]
    ]);
  });

  it('asks for a function where the cell defines none', async () => {
    const loaded = await loadFacts(fakeServices('x = 1'), null, trans);
    expect(loaded).toMatchObject({ ok: false, again: false, message: expect.stringContaining('defines no function') as unknown });
  });

  it('passes on why the notebook is in no repository', async () => {
    const services = fakeServices('def a(): pass');
    services.api.workingCopy.mockReturnValue(refused('not_found', 'It is in no git repository.'));
    expect(await loadFacts(services, null, trans)).toEqual({ ok: false, message: 'It is in no git repository.', again: false });
  });

  it('asks for a notebook in a repository where Jupyter’s files are in no folder', async () => {
    const services = { ...fakeServices('def a(): pass'), absolutePath: null };
    const loaded = await loadFacts(services, null, trans);
    expect(loaded).toMatchObject({ ok: false, again: false, message: expect.stringContaining('a file in a git repository') as unknown });
    expect(services.api.workingCopy).not.toHaveBeenCalled();
  });

  it('waits for a scheduler that is starting', async () => {
    const services = fakeServices('def a(): pass');
    services.api.workingCopy.mockResolvedValue(UNREACHABLE);
    services.status.mockResolvedValue({ state: 'starting', reason: null });
    expect(await loadFacts(services, null, trans)).toMatchObject({ ok: false, again: true });
  });

  it('says that the scheduler does not run, and why', async () => {
    const services = fakeServices('def a(): pass');
    services.api.workingCopy.mockResolvedValue(UNREACHABLE);
    services.status.mockResolvedValue({ state: 'stopped', reason: 'It ended with exit code 1.' });
    expect(await loadFacts(services, null, trans)).toMatchObject({
      message: expect.stringContaining('It ended with exit code 1.') as unknown,
      again: false
    });
  });

  it('says what it can where the Jupyter server is gone too', async () => {
    const services = fakeServices('def a(): pass');
    services.api.workingCopy.mockResolvedValue(UNREACHABLE);
    services.status.mockRejectedValue(new Error('gone'));
    expect(await loadFacts(services, null, trans)).toEqual({ ok: false, message: 'nobody answers', again: false });
  });
});
