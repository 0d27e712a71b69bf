/** Text that stands without quotes in every place of a YAML file, the words below aside. */
const PLAIN = /^[\p{L}\p{N}_/](?:[\p{L}\p{N}_/.+=<>!~@ -]*[\p{L}\p{N}_/.+=<>!~@-])?$/u;
/** Words and numbers of YAML 1.1 and 1.2, generously: quoted text is never wrong. */
const WORD = /^(?:null|true|false|yes|no|on|off|y|n)$/i;
const NUMBER_LIKE = /^[\dA-Fa-fxo_.,:eE+-]*$/;
/** JSON leaves these as they are, but readers of YAML may break lines at them, or drop them. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** `text` as YAML, in quotes where it needs them. Escapes are those of JSON, which YAML knows too. */
export function renderText(text: string): string {
  if (PLAIN.test(text) && !WORD.test(text) && !(/^\d/.test(text) && NUMBER_LIKE.test(text))) {
    return text;
  }
  return JSON.stringify(text).replace(UNSAFE, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value that is no list and no map, as YAML. */
export function renderScalar(value: unknown): string {
  if (typeof value === 'string') {
    return renderText(value);
  }
  if (typeof value !== 'number' || Number.isSafeInteger(value)) {
    return Object.is(value, -0) ? '-0.0' : String(value);
  }
  // A whole number without an exponent would be read as an integer, which may lose digits.
  return Number.isInteger(value) ? value.toExponential() : String(value);
}
