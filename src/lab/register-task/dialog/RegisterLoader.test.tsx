// @vitest-environment jsdom
import '../test-support/lab-globals';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreflightAnswer } from '../../../protocol/preflight';
import type { Answer } from '../../../client/answer';
import type { TaskName } from '../find-edited-task';
import { DEFINITIONS, fakeServices } from '../test-support/fake-services';
import { answered, refused } from '../test-support/register-fixtures';
import { render, settle, type Rendered } from '../test-support/render';
import { RegisterLoader } from './RegisterLoader';

const SOURCE = 'def popularity_index(days: int = 7, *, country: str): pass\n';
const USES_PD: PreflightAnswer = {
  findings: [
    {
      severity: 'error',
      field: 'method',
      message: 'pd is used in line 2 but not defined in this cell.',
      remedies: [
        { kind: 'use_full_notebook', label: 'Use the full notebook', value: null },
        { kind: 'copy_import', label: 'Copy the import into this cell', value: 'import pandas as pd' }
      ]
    }
  ]
};

let page: Rendered | null = null;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(async () => {
  await page?.remove();
  vi.useRealTimers();
});

async function open(services: ReturnType<typeof fakeServices>, edit: TaskName | null = null) {
  const onRegistered = vi.fn();
  const onCancel = vi.fn();
  page = await render(<RegisterLoader services={services} edit={edit} onRegistered={onRegistered} onCancel={onCancel} />);
  await pass(0);
  return { page, onRegistered, onCancel };
}

/** Lets time go on, and everything that was waiting for it happen. */
function pass(milliseconds: number): Promise<void> {
  return act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  });
}

describe('RegisterLoader', () => {
  it('shows the form with everything filled in, and what the file will be', async () => {
    const { page } = await open(fakeServices(SOURCE));
    await pass(300);
    expect(page.field('Function').value).toBe('popularity_index');
    expect(page.field('Organisation').value).toBe('debr');
    expect(page.field('Task name').value).toBe('popularity_index');
    expect(page.field('days').getAttribute('placeholder')).toBe('7 (default)');
    expect(page.node.textContent).toContain('5 lines added, nothing else changes');
    expect(page.node.textContent).toContain('Writes peach.conf/debr.yaml. Nothing is committed yet.');
  });

  it('blocks registering while a finding is an error, and unblocks it by its remedy', async () => {
    const services = fakeServices(SOURCE);
    services.api.preflight.mockImplementation(request => answered(request.definition.full_notebook === true ? { findings: [] } : USES_PD));
    const { page } = await open(services);
    await pass(300);
    expect(page.node.textContent).toContain('1 finding to correct before registering');
    await page.click(page.button('Register'));
    expect(services.api.writeWorkingFile).not.toHaveBeenCalled();
    expect(page.button('Register').ariaDisabled).toBe('true');

    await page.click(page.button('Use the full notebook'));
    await pass(300);

    expect(page.node.textContent).toContain('No findings.');
    expect(page.button('Register').ariaDisabled).toBe('false');
  });

  it('copies an import to the top of the cell and checks the cell again', async () => {
    const services = fakeServices(SOURCE);
    services.api.preflight.mockReturnValueOnce(answered(USES_PD));
    const { page } = await open(services);
    await pass(300);

    await page.click(page.button('Copy the import into this cell'));
    await pass(300);

    expect(services.cell.source()).toBe(`import pandas as pd\n${SOURCE}`);
    expect(services.api.preflight).toHaveBeenCalledTimes(2);
    expect(page.node.textContent).toContain('No findings.');
  });

  it('checks once for a burst of typing, and drops the answer to what has changed since', async () => {
    const services = fakeServices(SOURCE);
    const { page } = await open(services);
    const answers: ((answer: Answer<PreflightAnswer>) => void)[] = [];
    services.api.preflight.mockImplementation(() => new Promise(resolve => answers.push(resolve)));
    await pass(300);
    services.api.preflight.mockClear();

    await page.enter(page.field('country'), 'd');
    await page.enter(page.field('country'), 'de');
    await pass(299);
    expect(services.api.preflight).not.toHaveBeenCalled();
    await pass(1);
    expect(services.api.preflight).toHaveBeenCalledTimes(1);
    expect(services.api.preflight.mock.lastCall?.[0].definition.args).toEqual({ country: 'de' });

    await settle(() => answers[0]?.({ ok: true, value: USES_PD }));
    expect(page.node.textContent).not.toContain('pd is used');
    await settle(() => answers[1]?.({ ok: true, value: { findings: [] } }));
    expect(page.node.textContent).toContain('No findings.');
  });

  it('writes the file whole, with the task at its end, and hands the registration on', async () => {
    const services = fakeServices(SOURCE);
    const { page, onRegistered } = await open(services);
    await page.enter(page.field('country'), 'de');
    await pass(300);

    await page.click(page.button('Register'));

    const request = services.api.writeWorkingFile.mock.lastCall?.[0];
    expect(request?.expected).toBe(DEFINITIONS);
    expect(request?.text.startsWith(DEFINITIONS)).toBe(true);
    expect(request?.text).toContain('  popularity_index:\n    notebook: notebooks/related.ipynb\n');
    expect(onRegistered).toHaveBeenCalledWith(expect.objectContaining({ name: 'popularity_index', file: 'peach.conf/debr.yaml' }));
  });

  it('keeps every entry when writing fails, says why, and reads the file again', async () => {
    const services = fakeServices(SOURCE);
    services.api.writeWorkingFile.mockReturnValue(refused('working_copy_changed', 'peach.conf/debr.yaml was changed meanwhile.'));
    const { page, onRegistered } = await open(services);
    await page.enter(page.field('Task name'), 'mine');
    await pass(300);
    services.api.workingFile.mockClear();

    await page.click(page.button('Register'));

    expect(page.node.textContent).toContain('peach.conf/debr.yaml was changed meanwhile.');
    expect(page.field('Task name').value).toBe('mine');
    expect(services.api.workingFile).toHaveBeenCalledTimes(1);
    expect(onRegistered).not.toHaveBeenCalled();
  });

  it('says that an entry is wrong before anybody is asked', async () => {
    const { page } = await open(fakeServices(SOURCE));
    await page.enter(page.field('Task name'), 'two words');
    expect(page.field('Task name').getAttribute('aria-invalid')).toBe('true');
    expect(page.button('Register').ariaDisabled).toBe('true');
  });

  it('opens the form by itself once the scheduler has started', async () => {
    const services = fakeServices(SOURCE);
    services.api.workingCopy.mockResolvedValueOnce({ ok: false, failure: { code: 'unreachable', message: 'x', details: null } });
    services.status.mockResolvedValue({ state: 'starting', reason: null });
    const { page } = await open(services);
    expect(page.node.textContent).toContain('The scheduler is starting.');
    await pass(1000);
    expect(page.field('Function').value).toBe('popularity_index');
  });

  it('asks for a new organisation’s name where that is chosen', async () => {
    const { page } = await open(fakeServices(SOURCE));
    await page.enter(page.field('Organisation'), '+');
    expect(page.button('Register').ariaDisabled).toBe('true');
    await page.enter(page.field('New organisation'), 'fresh');
    await pass(300);
    expect(page.node.textContent).toContain('Preview of peach.conf/popularity_index.yaml');
  });
});

const WANTS_PANDAS: PreflightAnswer = {
  findings: [
    {
      severity: 'warning',
      field: 'dependencies',
      message: 'pandas is imported, but it is not in the repository',
      remedies: [{ kind: 'add_dependency', label: 'Add pandas', value: 'pandas' }]
    }
  ]
};

describe('RegisterLoader on dependencies', () => {
  function importingServices() {
    const services = fakeServices('import pandas\ndef a(): return pandas\ndef b(): pass\n');
    services.api.preflight.mockImplementation(({ definition }) =>
      answered(definition.method === 'a' && definition.dependencies === undefined ? WANTS_PANDAS : { findings: [] })
    );
    const versions = new Map([['pandas', { name: 'pandas', version: '2.2.3' }]]);
    services.kernel.versions.mockResolvedValue({ kind: 'known', versions });
    return services;
  }

  it('fills in what the check misses at the kernel’s versions, and says where that is from', async () => {
    const services = importingServices();
    const { page } = await open(services);
    await pass(300);
    expect(services.kernel.versions).not.toHaveBeenCalled();
    await page.enter(page.field('Function'), 'a');
    await pass(300);
    expect(page.field('Dependencies').value).toBe('pandas==2.2.3');
    expect(page.node.textContent).toContain('at the versions of this notebook’s kernel');
    await pass(300);
    expect(page.node.textContent).toContain('No findings.');
    expect(page.node.textContent).toContain('dependencies: [pandas==2.2.3]');
  });

  it('follows the function, and does not come back to what was taken out', async () => {
    const services = importingServices();
    const { page } = await open(services);
    await page.enter(page.field('Function'), 'a');
    await pass(300);
    await page.enter(page.field('Function'), 'b');
    await pass(300);
    expect(page.field('Dependencies').value).toBe('');
    await page.enter(page.field('Function'), 'a');
    await pass(300);
    await page.enter(page.field('Dependencies'), '');
    await pass(600);
    expect(page.field('Dependencies').value).toBe('');
    expect(page.node.textContent).toContain('pandas is imported');
  });

  it('adds what a remedy names, then its version, beside what was typed', async () => {
    const services = importingServices();
    services.api.preflight.mockImplementation(({ definition }) =>
      answered(definition.dependencies?.some(each => each.startsWith('pandas')) === true ? { findings: [] } : WANTS_PANDAS)
    );
    const { page } = await open(services);
    await page.enter(page.field('Dependencies'), 'orjson');
    await pass(300);
    await page.click(page.button('Add pandas'));
    await pass(0);
    expect(page.field('Dependencies').value).toBe('orjson, pandas==2.2.3');
  });

  it('leaves what was typed alone', async () => {
    const { page } = await open(importingServices());
    await page.enter(page.field('Dependencies'), 'orjson');
    await page.enter(page.field('Function'), 'a');
    await pass(600);
    expect(page.field('Dependencies').value).toBe('orjson');
  });
});

describe('RegisterLoader on a task that is edited', () => {
  const TAKEN = { organisation: 'debr', name: 'taken' };

  it('saves just what was changed, and hands on what it was', async () => {
    const services = fakeServices('def taken(days: int = 7): pass\n');
    const { page, onRegistered } = await open(services, TAKEN);
    await pass(300);
    expect(services.api.preflight.mock.lastCall?.[0]).toMatchObject({ name: 'taken', replaces: 'taken' });
    expect(page.node.textContent).toContain('Nothing is changed yet.');
    await page.enter(page.field('days'), '30');
    await page.enter(page.field('Executor'), 'spark');
    await pass(300);
    await page.click(page.button('Save in peach.conf/debr.yaml'));

    expect(services.api.writeWorkingFile.mock.lastCall?.[0].text).toBe(
      DEFINITIONS.replace('executor: python\n', 'executor: spark\n    args:\n      days: 30\n')
    );
    expect(onRegistered).toHaveBeenCalledWith(expect.objectContaining({ before: 'taken', added: 3, removed: 1 }));
  });

  it('opens the file where it cannot be changed in place', async () => {
    const services = fakeServices('def taken(days: int = 7): pass\n');
    services.api.workingFile.mockImplementation((_root, path) =>
      answered({ path, text: `x-days: &days {days: 1}\n${DEFINITIONS}    args: *days\n`, changed: false })
    );
    const { page, onCancel } = await open(services, TAKEN);
    await page.enter(page.field('days'), '30');
    await pass(300);
    expect(page.node.textContent).toContain(
      'peach.conf/debr.yaml:8: "args" is an alias (*days) of what stands elsewhere; change it in the file by hand.'
    );
    await page.click(page.button('Open peach.conf/debr.yaml at line 8'));
    expect(onCancel).toHaveBeenCalled();
    expect(services.editors.open).toHaveBeenCalledWith('peach.conf/debr.yaml', 8);
  });

  it('says that no file of the checkout has it', async () => {
    const { page } = await open(fakeServices('def taken(): pass\n'), { ...TAKEN, name: 'gone' });
    expect(page.node.textContent).toContain('No definition file of this checkout has the task debr/gone');
  });
});
