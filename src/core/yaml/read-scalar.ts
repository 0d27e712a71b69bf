import type { Scalar } from 'yaml';
import type { Json } from '../../protocol/json';
import { quoteValue } from './quote-value';

/** What is wrong with a value, before it is known where it stands. */
export type Complaint = { readonly message: string; readonly hint: string | null };

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** The tags of YAML's core schema, and what a value that carries one must be. */
const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  '!': () => true,
  [`${TAG_PREFIX}str`]: value => typeof value === 'string',
  [`${TAG_PREFIX}int`]: value => typeof value === 'bigint',
  [`${TAG_PREFIX}float`]: value => typeof value === 'number',
  [`${TAG_PREFIX}bool`]: value => typeof value === 'boolean',
  [`${TAG_PREFIX}null`]: value => value === null,
  [`${TAG_PREFIX}map`]: value => typeof value === 'object',
  [`${TAG_PREFIX}seq`]: value => typeof value === 'object'
};

/** Why a value may not carry `tag`, or null. */
export function refuseTag(tag: string | undefined, value: unknown): Complaint | null {
  if (tag === undefined || FITS[tag]?.(value) === true) {
    return null;
  }
  const shown = tag.startsWith(TAG_PREFIX) ? `!!${tag.slice(TAG_PREFIX.length)}` : tag;
  return Object.hasOwn(FITS, tag)
    ? { message: `the value does not fit its tag ${quoteValue(shown)}`, hint: 'remove the tag' }
    : {
        message: `the tag ${quoteValue(shown)} is not allowed; values are text, numbers, true, false, null, lists and maps`,
        hint: 'remove the tag'
      };
}

/** The JSON value of `scalar`, or why it has none. */
export function readScalar(scalar: Scalar): { readonly value: Json; readonly complaint: Complaint | null } {
  const { value } = scalar;
  const complaint = refuseTag(scalar.tag, value);
  if (complaint !== null) {
    return { value: null, complaint };
  }
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && (typeof value === 'bigint' ? !Number.isSafeInteger(number) : !Number.isFinite(number))) {
    const message =
      typeof value === 'bigint'
        ? 'a whole number beyond ±9007199254740991 (2^53 - 1) would lose digits'
        : `${quoteValue(scalar.source ?? String(value)).slice(1, -1)} is no number that JSON can carry`;
    return { value: null, complaint: { message, hint: 'write it as text in quotes' } };
  }
  return { value: number as Json, complaint: null };
}
