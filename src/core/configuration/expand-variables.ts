/** `text` with each `${NAME}` replaced, or the names that `environment` does not have. */
export function expandVariables(
  text: string,
  environment: Readonly<Record<string, string | undefined>>
): { readonly text: string; readonly missing: readonly string[] } {
  const missing: string[] = [];
  const expanded = text.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value === undefined) {
      missing.push(name);
    }
    return value ?? '';
  });
  return { text: expanded, missing };
}
