import type { DoctorCheck, DoctorReport } from '../../protocol/doctor';
import { ALL_CHECKS } from './all-checks';
import type { Check, DoctorContext } from './doctor-context';
import { problem } from './finding';

/** Makes every check. Never rejects: a check that breaks is a problem of its own. */
export async function examine(context: DoctorContext, checks: readonly Check[] = ALL_CHECKS): Promise<DoctorReport> {
  const found = await Promise.all(checks.map(check => makeCheck(check, context)));
  return { checks: found.flat() };
}

async function makeCheck({ name, half, look }: Check, context: DoctorContext): Promise<readonly DoctorCheck[]> {
  try {
    return (await look(context)).map(finding => ({ name, half, ...finding }));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      { name, half, ...problem(`this could not be looked at: ${why}`, 'this is a defect of peach doctor: report it with these words') }
    ];
  }
}
