// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PreflightAnswer } from '../../../protocol/preflight';
import type { Answer } from '../../../client/answer';
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

async function open(services: ReturnType<typeof fakeServices>) {
  const onRegistered = vi.fn();
  const onCancel = vi.fn();
  page = await render(<RegisterLoader services={services} onRegistered={onRegistered} onCancel={onCancel} />);
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
