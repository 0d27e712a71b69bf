/** A length of time as people write it: `90s`, `10m`, `1h30m`, `500ms`. */
export const DURATION_PATTERN = '^(?=.)(\\d+h)?(\\d+m(?!s))?(\\d+s)?(\\d+ms)?$';

const parts = /^(?=.)(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Seconds in `text` (`1h30m` → 5400), or null where it is not written as {@link DURATION_PATTERN} says. */
export function parseDuration(text: string): number | null {
  const match = parts.exec(text);
  if (match === null) {
    return null;
  }
  const [hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000;
}

/** `seconds` in words, as every screen and message writes them: `0.04 s`, `0.4 s`, `48 s`, `1 min 12 s`, `1 h 3 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.095) {
    return `${Number(Math.max(0, seconds).toFixed(2))} s`;
  }
  if (seconds < 9.95) {
    return `${Number(seconds.toFixed(1))} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${whole} s`;
  }
  if (whole < 3600) {
    const rest = whole % 60;
    return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`;
  }
  const minutes = Math.round(whole / 60);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
