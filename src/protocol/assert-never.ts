/** Closes an exhaustive switch: compiles only while every case is handled. Throws when outside data slipped past its parser. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
