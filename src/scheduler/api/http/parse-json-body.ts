import { done, refuse, type Outcome } from '../../../protocol/errors';
import { parseJson } from '../../../protocol/json';

/** The JSON document in `bytes`; undefined where there are none. Wrong UTF-8 is refused: replaced characters could end in a file. */
export function parseJsonBody(bytes: Uint8Array): Outcome<unknown> {
  if (bytes.length === 0) {
    return done(undefined);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('bad_request', 'the body is not UTF-8; send JSON in UTF-8');
  }
  const value = parseJson(text);
  return value === undefined ? refuse('bad_request', 'the body is not JSON; send one JSON document') : done(value);
}
