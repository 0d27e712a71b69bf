/** What the nearest of `group` and its parents that is named may define; null where none is named. Forges don't mind case. */
export function organisationsOfGroup(byGroup: Readonly<Record<string, readonly string[]>>, group: string): readonly string[] | null {
  for (let path = group.toLowerCase(); path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    const named = Object.hasOwn(byGroup, path) ? byGroup[path] : undefined;
    if (named !== undefined) {
      return named;
    }
  }
  return null;
}
