import { expect, it, vi } from 'vitest';
import type { DoctorReport } from '../protocol/doctor';
import type { Answer } from './answer';
import { createDoctorModel } from './doctor-model';
import { FakeTimers } from './test-support/fake-timers';

const REPORT: DoctorReport = { checks: [] };
const FAILED: Answer<DoctorReport> = { ok: false, failure: { code: 'internal', message: 'It took too long.', details: null } };

function model() {
  const answers: ((answer: Answer<DoctorReport>) => void)[] = [];
  const ask = vi.fn(() => new Promise<Answer<DoctorReport>>(resolve => answers.push(resolve)));
  const timers = new FakeTimers();
  const { state, look } = createDoctorModel({ ask, timers });
  const answer = async (value: Answer<DoctorReport>): Promise<void> => {
    answers.shift()!(value);
    await vi.waitFor(() => expect(state.getSnapshot().looking).toBe(false));
  };
  return { state, look, ask, timers, answer };
}

it('looks at once, and tells when the report came', async () => {
  const { state, timers, answer } = model();
  expect(state.getSnapshot()).toEqual({ looking: true, look: null, failure: null });

  timers.advance(2000);
  await answer({ ok: true, value: REPORT });

  expect(state.getSnapshot()).toEqual({ looking: false, look: { report: REPORT, at: timers.now() }, failure: null });
});

it('looks one at a time', async () => {
  const { look, ask, answer } = model();
  look();
  expect(ask).toHaveBeenCalledTimes(1);

  await answer({ ok: true, value: REPORT });
  look();

  expect(ask).toHaveBeenCalledTimes(2);
});

it('keeps the last report where the next look fails, until one succeeds', async () => {
  const { state, look, answer } = model();
  await answer({ ok: true, value: REPORT });
  look();
  expect(state.getSnapshot()).toMatchObject({ looking: true, look: { report: REPORT } });
  await answer(FAILED);
  expect(state.getSnapshot()).toMatchObject({ look: { report: REPORT }, failure: 'It took too long.' });

  look();
  await answer({ ok: true, value: REPORT });

  expect(state.getSnapshot().failure).toBeNull();
});
