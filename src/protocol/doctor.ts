/** `warning`: it works, or works in part; `problem`: something does not work until the remedy is done. */
export type CheckState = 'ok' | 'warning' | 'problem';

/** What of PEACH Lab a check is about. */
export type CheckedHalf = 'jupyter' | 'scheduler' | 'both';

/** One thing that `peach doctor` looked at. */
export type DoctorCheck = {
  /** What was looked at, in a word or two. */
  readonly name: string;
  readonly half: CheckedHalf;
  readonly state: CheckState;
  readonly found: string;
  /** What to do about it; null where nothing is to be done. */
  readonly remedy: string | null;
};

/** What `peach doctor --json` prints. */
export type DoctorReport = { readonly checks: readonly DoctorCheck[] };
