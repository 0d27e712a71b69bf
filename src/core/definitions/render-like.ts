import { isScalar } from 'yaml';
import { renderFlow } from './render-entry';

/** Characters that quotes of YAML can hold as they are. */
const SIMPLE = /^[^\p{Cc}\u2028\u2029\ufeff\ufffe\uffff]*$/u;

/** `value` on one line, a text in quotes like those around the value that stands there. */
export function renderLike(value: unknown, node: unknown): string {
  if (typeof value === 'string' && isScalar(node) && SIMPLE.test(value)) {
    if (node.type === 'QUOTE_SINGLE') {
      return `'${value.replaceAll("'", "''")}'`;
    }
    if (node.type === 'QUOTE_DOUBLE') {
      return JSON.stringify(value);
    }
  }
  return renderFlow(value);
}
