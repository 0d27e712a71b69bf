/** The names that are there, as a class attribute. */
export function classNames(...names: readonly (string | false | null)[]): string {
  return names.filter(name => name !== false && name !== null && name !== '').join(' ');
}
