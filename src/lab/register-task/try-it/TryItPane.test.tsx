// @vitest-environment jsdom
import '../test-support/lab-globals';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Run } from '../../../protocol/run';
import type { Trial, TrialRequest } from '../../../protocol/trial';
import { fakeServices } from '../test-support/fake-services';
import { refused } from '../test-support/register-fixtures';
import { render, settle, type Rendered } from '../test-support/render';
import { quietConnection, sampleTrial } from './test-support/fake-trials';
import { TryItPane } from './TryItPane';

const REQUEST: TrialRequest = {
  organisation: 'debr',
  name: 'fresh',
  definition: { notebook: 'a.ipynb', method: 'task' },
  path: '/srv/a.ipynb',
  notebook: null
};
const RUN = sampleTrial().run.id;
const STARTED = { status: 'RUNNING', started_at: '2026-11-20T14:00:01.000Z' } as const;

let page: Rendered | null = null;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T14:00:09.000Z') });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    }
  );
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(160);
});

afterEach(async () => {
  await page?.remove();
  page = null;
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function open(request: TrialRequest | null = REQUEST) {
  const connection = quietConnection();
  const services = { ...fakeServices('def task(): pass'), connection: () => Promise.resolve(connection) };
  const shown = await render(<TryItPane services={services} organisation="debr" request={request} />);
  page = shown;
  const tell = (changes: Partial<Trial>, run: Partial<Run> = {}): Promise<void> =>
    settle(() => connection.tell(`trial:${RUN}`, { kind: 'change', data: { kind: 'trial', trial: sampleTrial(changes, run) } }));
  const write = (text: string): Promise<void> =>
    settle(() => {
      const at = Date.parse('2026-11-20T14:00:03.500Z');
      connection.tell(`log:${RUN}@0`, { kind: 'log_index', entries: [{ offset: 0, time: at, stream: 'stdout' }] });
      connection.tell(`log:${RUN}@0`, { kind: 'log_bytes', offset: 0, bytes: new TextEncoder().encode(text) });
    });
  const press = async (name: string): Promise<void> => {
    await act(async () => {
      shown.button(name).click();
      await vi.advanceTimersByTimeAsync(0);
    });
  };
  return { page: shown, services, connection, tell, write, press };
}

const status = (shown: Rendered): string | null | undefined => shown.node.querySelector('[role=status]')?.textContent;

it('says what it will do, then follows the trial with its log to the end', async () => {
  const { page: shown, services, tell, write, press } = await open();
  expect(shown.node.textContent).toContain('Runs the working copy in the environment of debr');

  await press('Try it');
  expect(services.api.startTrial).toHaveBeenCalledExactlyOnceWith(REQUEST);
  expect(status(shown)).toBe('Waiting for the trial before it to end');
  await tell({ step: 'environment', requirements: ['a==1', 'b', 'c', 'd', 'e'] });
  expect(status(shown)).toBe('Building the environment with a==1, b, c and 2 more');
  await tell({ step: 'running' }, STARTED);
  expect(status(shown)).toBe('Running');
  expect(shown.node.querySelector('.peach-try-elapsed')?.textContent).toBe('8 s');
  await write('one\n\u001b[31mtwo\u001b[0m\n<b>three</b>\n');
  const lines = Array.from(shown.node.querySelectorAll('.peach-try-line'), line => line.textContent);
  expect(lines).toEqual(['2.5 sone', '2.5 stwo', '2.5 s<b>three</b>']);
  expect(shown.node.querySelector('[role=log]')?.getAttribute('aria-label')).toBe('Log of the trial');

  await tell({ step: 'ended' }, { ...STARTED, status: 'SUCCESS', ended_at: '2026-11-20T14:00:11.000Z', duration: 10, result: { days: 7 } });
  expect(status(shown)).toBe('Success');
  expect(shown.node.textContent).toContain('Returned {"days":7}');
  expect(shown.button('Try again')).toBeTruthy();
});

it('says the reason of a failure', async () => {
  const { page: shown, tell, press } = await open();
  await press('Try it');
  await tell({ step: 'ended' }, { status: 'FAILURE', reason: 'ValueError: no', ended_at: '2026-11-20T14:00:11.000Z' });

  expect(status(shown)).toBe('Failure');
  expect(shown.node.querySelector('[data-kind=error]')?.textContent).toContain('ValueError: no');
});

it('is stopped by its button, but not by the second press of a double click', async () => {
  const { page: shown, services, press } = await open();
  const button = shown.button('Try it');
  await press('Try it');
  expect(shown.button('Stop')).toBe(button);

  await press('Stop');
  expect(services.api.stop).not.toHaveBeenCalled();
  await act(async () => {
    await vi.advanceTimersByTimeAsync(1000);
  });
  await press('Stop');

  expect(services.api.stop).toHaveBeenCalledExactlyOnceWith(RUN);
});

it('is stopped with the dialog', async () => {
  const { services, press } = await open();
  await press('Try it');

  await page?.remove();
  page = null;

  expect(services.api.stop).toHaveBeenCalledExactlyOnceWith(RUN);
});

it('says why it can’t be tried, or was not', async () => {
  const nothing = await open(null);
  expect(nothing.page.button('Try it').getAttribute('aria-disabled')).toBe('true');
  expect(nothing.page.node.textContent).toContain('An entry is not valid');
  await nothing.press('Try it');
  expect(nothing.services.api.startTrial).not.toHaveBeenCalled();
  await nothing.page.remove();

  const { page: shown, services, press } = await open();
  services.api.startTrial.mockImplementationOnce(() => refused('git_failed', 'data/big.bin is new or changed'));
  await press('Try it');
  expect(shown.node.textContent).toContain('Not tried: data/big.bin is new or changed.');
  await press('Try again');
  expect(services.api.startTrial).toHaveBeenCalledTimes(2);
});
