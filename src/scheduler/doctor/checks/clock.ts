import type { Check, DoctorContext } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';

/** Before this was written; milliseconds. */
const TOO_EARLY = Date.UTC(2024, 0, 1);
/** Seconds are what a file system and two clocks that are kept may differ by. Milliseconds. */
const SLACK = 5000;
const FAR = 5 * 60_000;
const REMEDY = 'set it, and have it kept by NTP: `timedatectl set-ntp true`, or chrony; in a container it is the host’s';

export const clockCheck: Check = {
  name: 'clock',
  half: 'scheduler',
  look: context => {
    const findings = [...judgeFiles(context), ...judgeScheduler(context)];
    return findings.length > 0 ? findings : [good(new Date(context.machine.now).toISOString())];
  }
};

function judgeFiles({ machine: { now }, state }: DoctorContext): readonly Finding[] {
  if (now < TOO_EARLY) {
    return [problem(`it shows ${new Date(now).toISOString()}, which is long past: due times and certificates are wrong`, REMEDY)];
  }
  const newest = state?.newest ?? null;
  return newest !== null && newest.writtenAt > now + SLACK
    ? [problem(`it is behind: ${newest.file} was written ${duration(newest.writtenAt - now)} after what it shows now`, REMEDY)]
    : [];
}

function judgeScheduler({ scheduler }: DoctorContext): readonly Finding[] {
  const ahead = scheduler.kind === 'answered' ? (scheduler.ahead ?? 0) : 0;
  const words = `the scheduler’s clock is ${duration(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} this one`;
  if (Math.abs(ahead) > FAR) {
    return [problem(words, REMEDY)];
  }
  return Math.abs(ahead) > SLACK ? [warning(words, REMEDY)] : [];
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
