import type { DoctorCheck } from '../../protocol/doctor';

/** What a check found; one check may find several things. */
export type Finding = Pick<DoctorCheck, 'state' | 'found' | 'remedy'>;

export function good(found: string): Finding {
  return { state: 'ok', found, remedy: null };
}

export function warning(found: string, remedy: string): Finding {
  return { state: 'warning', found, remedy };
}

export function problem(found: string, remedy: string): Finding {
  return { state: 'problem', found, remedy };
}
