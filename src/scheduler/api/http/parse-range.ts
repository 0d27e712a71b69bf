import { done, refuse, type Outcome } from '../../../protocol/errors';

/** Bytes `from` up to, not including, `to`. */
export type ByteRange = { readonly from: number; readonly to: number };

/**
 * The part of `size` bytes that a `Range` header asks for; null: the whole. As RFC 9110 says, another unit is ignored;
 * what it leaves open (several ranges, a malformed one) is refused, because the whole log may be large.
 */
export function parseRange(header: string | undefined, size: number): Outcome<ByteRange | null> {
  if (header === undefined || !/^bytes\s*=/i.test(header)) {
    return done(null);
  }
  const match = /^bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})$/i.exec(header.trim());
  const [first = '', last = ''] = match?.slice(1) ?? [];
  if (first === '' && last === '') {
    return refuse(
      'range_not_satisfiable',
      `can't read the range "${header}"; use bytes=FROM-TO, bytes=FROM- or bytes=-LAST, one a request`,
      { size }
    );
  }
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (from >= to) {
    return refuse('range_not_satisfiable', `the log has ${size} bytes; "${header}" asks for none of them`, { size });
  }
  return done({ from, to });
}
