/**
 * What a supervisor, or what it is forked from, is started with. What the system reads when a program starts
 * (LD_LIBRARY_PATH, the locale) must be there before the fork of the user's process; of Python's own variables only the
 * seed of its hashes. `mark` stands where /proc shows whose process it is.
 */
export function variablesAtStart(variables: Readonly<Record<string, string>>, mark: string): Record<string, string> {
  const own = Object.entries(variables).filter(([name]) => !name.startsWith('PYTHON') || name === 'PYTHONHASHSEED');
  return { ...Object.fromEntries(own), PEACH_RUN_ID: mark };
}
