import type { Check } from '../doctor-context';
import { good, problem, warning } from '../finding';

/** Any zone whose clocks are set twice a year. */
const EXAMPLE = 'Europe/Zurich';
const JANUARY = Date.UTC(2026, 0, 15);
const JULY = Date.UTC(2026, 6, 15);

export const timeZonesCheck: Check = {
  name: 'time zones',
  half: 'scheduler',
  look: ({ machine: { timeZone }, offsetOf }) => {
    const [winter, summer] = [offsetOf(EXAMPLE, JANUARY), offsetOf(EXAMPLE, JULY)];
    if (winter === null || summer === null || summer - winter !== 3600_000) {
      return [
        problem(
          `Node knows no rules of time zones (asked for ${EXAMPLE})`,
          'use the Node that came with peach-lab: take PEACH_NODE out of the environment'
        )
      ];
    }
    if (timeZone !== null && timeZone !== '' && offsetOf(timeZone.replace(/^:/, ''), JANUARY) === null) {
      return [
        warning(
          `TZ names ${timeZone}, by which Node knows no time zone: schedules without a zone of their own may mean UTC`,
          'let TZ be a name such as Europe/Zurich, or remove it'
        )
      ];
    }
    return [good(`known; this machine’s is ${Intl.DateTimeFormat().resolvedOptions().timeZone}`)];
  }
};
