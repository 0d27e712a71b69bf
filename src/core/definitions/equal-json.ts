import { isMap } from '../yaml/is-map';

/** Whether two JSON values are the same, the order of keys aside. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => equalJson(item, b[index]));
  }
  if (isMap(a)) {
    const keys = Object.keys(a);
    return isMap(b) && keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && equalJson(a[key], b[key]));
  }
  return Object.is(a, b);
}
