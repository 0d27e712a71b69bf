import { Type, type Static } from '@sinclair/typebox';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';

/** `warning`: it works, or works in part; `problem`: something does not work until the remedy is done. */
const CHECK_STATES = ['ok', 'warning', 'problem'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** What of PEACH Lab a check is about. */
const CHECKED_HALVES = ['both', 'jupyter', 'scheduler'] as const;
export type CheckedHalf = (typeof CHECKED_HALVES)[number];

/** One thing that `peach doctor` looked at. */
const DoctorCheckSchema = Type.Object(
  {
    name: Type.String({ description: 'what was looked at, in a word or two' }),
    half: stringEnum(CHECKED_HALVES),
    state: stringEnum(CHECK_STATES),
    found: Type.String(),
    remedy: nullable(Type.String({ description: 'what to do about it; null where nothing is to be done' }))
  },
  { additionalProperties: false }
);
export type DoctorCheck = Readonly<Static<typeof DoctorCheckSchema>>;

/** What `peach doctor --json` prints, and what the Jupyter server answers to `GET peach/doctor`. */
export const DoctorReportSchema = Type.Object({ checks: Type.Array(DoctorCheckSchema) }, { additionalProperties: false });
export type DoctorReport = { readonly checks: readonly DoctorCheck[] };
