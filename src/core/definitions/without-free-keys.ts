import type { Json } from '../../protocol/json';
import { FREE_KEY_PREFIX } from '../../protocol/task-definition';
import { isMap } from '../yaml/is-map';

/** `value` without the keys that are free for users, at every level but inside the keys `untouched`. */
export function withoutFreeKeys(value: unknown, untouched: readonly string[]): Json {
  if (Array.isArray(value)) {
    return value.map(item => withoutFreeKeys(item, untouched));
  }
  if (!isMap(value)) {
    return value as Json;
  }
  const kept = Object.entries(value).filter(([key]) => !key.startsWith(FREE_KEY_PREFIX));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, untouched.includes(key) ? (inner as Json) : withoutFreeKeys(inner, untouched)])
  );
}
