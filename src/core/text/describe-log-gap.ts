import { formatSize } from '../../protocol/size';

/** What stands in the place of `bytes` dropped ones, wherever a log is shown. `limit` in bytes. */
export function describeLogGap(bytes: number, limit: number): string {
  return `… ${formatSize(bytes)} of this log were dropped here: it is over its limit of ${formatSize(limit)} …`;
}
