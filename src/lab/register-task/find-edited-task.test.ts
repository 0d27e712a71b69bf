import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { findEditedTask } from './find-edited-task';
import { loadFacts } from './load-facts';
import { DEFINITIONS, fakeServices } from './test-support/fake-services';
import { answered, refused, workingCopy } from './test-support/register-fixtures';

const trans = nullTranslator.load('peach_lab');
const name = { organisation: 'debr', name: 'taken' };
const copy = workingCopy({ organisations: [{ codops: 'debr', files: ['peach.conf/a.yaml', 'peach.conf/debr.yaml'], tasks: ['taken'] }] });

function apiWith(text: string | null) {
  const { api } = fakeServices('');
  api.workingFile.mockImplementation((_root, path) =>
    answered({ path, text: path === 'peach.conf/a.yaml' ? 'codops: debr\n' : text, changed: false })
  );
  return api;
}

describe('findEditedTask', () => {
  it('reads the files of the organisation until one has the task', async () => {
    expect(await findEditedTask(apiWith(DEFINITIONS), copy, name, trans)).toEqual({
      ok: true,
      edited: { ...name, file: 'peach.conf/debr.yaml', definition: { notebook: 'a.ipynb', method: 'taken', executor: 'python' } }
    });
  });

  it('says where the mistake of the task is', async () => {
    const found = await findEditedTask(apiWith(DEFINITIONS.replace('executor: python', 'executor: sprak')), copy, name, trans);
    expect(found).toMatchObject({ ok: false, place: { file: 'peach.conf/debr.yaml', line: 6 } });
  });

  it.each([['codops: debr\n'], [null]])('says that no file of the checkout has it: %j', async text => {
    expect(await findEditedTask(apiWith(text), copy, name, trans)).toMatchObject({
      ok: false,
      message: expect.stringContaining('another branch') as unknown,
      place: null
    });
  });

  it('passes on why a file could not be read', async () => {
    const api = apiWith(null);
    api.workingFile.mockReturnValue(refused('git_failed', 'no permission'));
    expect(await findEditedTask(api, copy, name, trans)).toEqual({ ok: false, message: 'no permission', place: null });
  });
});

describe('loadFacts for a task that is edited', () => {
  it('gives it with the facts', async () => {
    const loaded = await loadFacts(fakeServices('def taken(): pass'), name, trans);
    expect(loaded).toMatchObject({ ok: true, facts: { edited: { name: 'taken', file: 'peach.conf/debr.yaml' } } });
  });

  it('says why there is none', async () => {
    const loaded = await loadFacts(fakeServices('def taken(): pass'), { ...name, name: 'gone' }, trans);
    expect(loaded).toMatchObject({ ok: false, again: false, message: expect.stringContaining('debr/gone') as unknown });
  });
});
