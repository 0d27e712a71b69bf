/** A comma before a name, not one between versions, as in `numpy>=2,<3`, or in brackets, as in `uvicorn[a,b]`. */
const BETWEEN = /\n|,\s*(?=[A-Za-z])(?![^[]*\])|,\s*$/;

/** The requirements in what was typed, each once. */
export function readDependencies(text: string): readonly string[] {
  const parts = text.split(BETWEEN).map(part => part.trim());
  return [...new Set(parts.filter(part => part !== ''))];
}

/** What stands in the field with further requirements behind it, none twice. */
export function addDependencies(text: string, further: readonly string[]): string {
  return [...new Set([...readDependencies(text), ...further])].join(', ');
}
