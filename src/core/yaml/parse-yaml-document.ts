import { parseDocument } from 'yaml';

export type YamlDocument = ReturnType<typeof parseYamlDocument>;

/**
 * The one way in which we read YAML: the core schema of YAML 1.2 whatever a `%YAML` line says, whole numbers exact.
 * Repeated keys are found by the reader of the nodes, because the library compares each key with each other.
 */
export function parseYamlDocument(text: string) {
  // Of noise the library makes an error a character, and their stack traces, which nobody reads, take four fifths of the time.
  const errors: ErrorConstructor & { stackTraceLimit?: number | undefined } = Error;
  const limit = errors.stackTraceLimit;
  errors.stackTraceLimit = 0;
  try {
    return parseDocument(text, { schema: 'core', uniqueKeys: false, intAsBigInt: true, prettyErrors: false });
  } finally {
    errors.stackTraceLimit = limit;
  }
}
