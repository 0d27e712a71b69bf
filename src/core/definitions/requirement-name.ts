const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/;

/** Name of the distribution that a requirement begins with, as it is written; null where it begins otherwise. */
export function requirementName(text: string): string | null {
  return NAME.exec(text.trim())?.[0] ?? null;
}

/** One spelling for all spellings of a name: `Peach_Lab` → `peach-lab`. */
export function normaliseName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
