/** The language of a notebook with this metadata, in lower case; python where it names none. */
export function languageOf(metadata: Readonly<Record<string, unknown>>): string {
  const named = textIn(metadata.kernelspec, 'language') ?? textIn(metadata.language_info, 'name') ?? 'python';
  return named.toLowerCase().replace(/^ipython\d*$/, 'python');
}

function textIn(value: unknown, key: string): string | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const entry: unknown = Reflect.get(value, key);
  return typeof entry === 'string' && entry !== '' ? entry : null;
}
