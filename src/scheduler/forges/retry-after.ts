/** The longest that a forge is left alone at its word. Milliseconds. */
const LONGEST = 3_600_000;
/** GitHub asks for a minute where it says nothing more of a limit. Milliseconds. */
const UNSAID = 60_000;

/**
 * Milliseconds that an answer of status 403 or 429 asks to wait; null where it is no limit of requests.
 * `Retry-After` (RFC 9110: seconds or a date) comes first, then the end of the window: `X-RateLimit-Reset` of GitHub,
 * `RateLimit-Reset` of GitLab, in seconds since the epoch.
 */
export function retryAfter(status: number, headers: Headers, now: number): number | null {
  const asked = askedFor(headers.get('retry-after'), now) ?? (isUsedUp(headers) ? untilReset(headers, now) : null);
  if (asked === null) {
    return status === 429 ? UNSAID : null;
  }
  return Math.min(LONGEST, Math.max(0, asked));
}

function askedFor(header: string | null, now: number): number | null {
  if (header === null) {
    return null;
  }
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : wait;
}

function isUsedUp(headers: Headers): boolean {
  return [headers.get('x-ratelimit-remaining'), headers.get('ratelimit-remaining')].some(left => left?.trim() === '0');
}

function untilReset(headers: Headers, now: number): number | null {
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  // Up to the whole second that the forge names, whose clock may be a little behind.
  return reset !== null && /^\s*\d+\s*$/.test(reset) ? (Number(reset) + 1) * 1000 - now : null;
}
