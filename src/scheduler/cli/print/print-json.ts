import type { IOutput } from './output';

/** Prints `value` as one JSON document. */
export function printJson(out: IOutput, value: unknown): Promise<void> {
  return out.line(JSON.stringify(value, null, 2));
}
