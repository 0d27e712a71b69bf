import { expect, it } from 'vitest';
import { readDoctorReport } from './read-doctor-report';

const check = { name: 'git', half: 'scheduler', state: 'ok', found: '2.39.5', remedy: null };

it('reads what peach doctor prints', () => {
  expect(readDoctorReport(200, JSON.stringify({ checks: [check] }))).toEqual({ ok: true, value: { checks: [check] } });
});

it.each([
  {},
  { checks: [{ ...check, state: 'fine' }] },
  { checks: [{ ...check, remedy: undefined }] },
  { checks: [{ ...check, half: 'git' }] }
])('knows that %j is no report', body => {
  expect(readDoctorReport(200, JSON.stringify(body))).toMatchObject({ ok: false, failure: { code: 'unexpected_answer' } });
});

it('has the words of a refusal', () => {
  const error = { code: 'unreachable', message: 'Node is missing; install it.', details: null };
  expect(readDoctorReport(503, JSON.stringify({ error }))).toEqual({ ok: false, failure: error });
});
