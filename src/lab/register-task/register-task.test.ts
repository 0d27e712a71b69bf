import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { fakeServices } from './test-support/fake-services';
import { answered, factsOf, formOf, refused, workingCopy } from './test-support/register-fixtures';
import { registerTask } from './register-task';

const trans = nullTranslator.load('peach_lab');
const facts = factsOf('def fit(): pass\n');
const change = {
  file: 'peach.conf/debr.yaml',
  before: 'codops: debr\r\n',
  after: 'codops: debr\r\ntasks:\r\n',
  preview: { lines: [], added: 1, removed: 0 }
};
const task = { form: formOf(facts), facts, change };

describe('registerTask', () => {
  it('saves the notebook, then writes the file only while it is as it was shown', async () => {
    const services = fakeServices('def fit(): pass\n');
    const result = await registerTask(task, services, trans);
    expect(result).toMatchObject({ ok: true, registration: { organisation: 'debr', name: 'fit', loop: 'debr', added: 1 } });
    expect(services.api.writeWorkingFile).toHaveBeenCalledWith({
      root: '/srv/repo',
      path: change.file,
      text: change.after,
      expected: change.before
    });
    expect(services.cell.save.mock.invocationCallOrder[0]).toBeLessThan(services.api.writeWorkingFile.mock.invocationCallOrder[0] ?? 0);
    expect(services.editors.reload).toHaveBeenCalledWith('peach.conf/debr.yaml');
  });

  it('does not touch a file that is open with unsaved changes', async () => {
    const services = fakeServices('');
    services.editors.hasUnsavedChanges.mockReturnValue(true);
    const result = await registerTask(task, services, trans);
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('peach.conf/debr.yaml is open') as unknown });
    expect(services.api.writeWorkingFile).not.toHaveBeenCalled();
  });

  it('writes nothing where the notebook could not be saved', async () => {
    const services = fakeServices('');
    services.cell.save.mockRejectedValue(new Error('disk full'));
    const result = await registerTask(task, services, trans);
    expect(result).toEqual({ ok: false, message: 'The notebook could not be saved: disk full', changed: false });
    expect(services.api.writeWorkingFile).not.toHaveBeenCalled();
  });

  it('says that the file has to be read again where somebody changed it', async () => {
    const services = fakeServices('');
    services.api.writeWorkingFile.mockReturnValue(refused('working_copy_changed', 'it was changed'));
    expect(await registerTask(task, services, trans)).toEqual({ ok: false, message: 'it was changed', changed: true });
  });

  it('tells of the branch that is checked out now, not of the one at the beginning', async () => {
    const services = fakeServices('');
    services.api.workingCopy.mockReturnValue(answered(workingCopy({ branch: 'master' })));
    expect(await registerTask(task, services, trans)).toMatchObject({ registration: { workingCopy: { branch: 'master' } } });
  });
});
