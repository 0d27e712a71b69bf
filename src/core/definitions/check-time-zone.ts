import { didYouMean } from '../yaml/nearest-word';
import { quoteValue } from '../yaml/quote-value';

type Refusal = { readonly message: string; readonly hint: string | null };

/** Why `name` is no IANA time zone that this JavaScript knows, or null. */
export function checkTimeZone(name: string): Refusal | null {
  if (/^[A-Za-z]/.test(name) && isKnown(name)) {
    return null;
  }
  const hint = didYouMean(name, Intl.supportedValuesOf('timeZone')) ?? 'write an IANA name such as Europe/Berlin or UTC';
  return { message: `timezone ${quoteValue(name)} does not exist`, hint };
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
