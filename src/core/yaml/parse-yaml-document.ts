import { parseDocument } from 'yaml';

export type YamlDocument = ReturnType<typeof parseYamlDocument>;

/**
 * The one way in which we read YAML: the core schema of YAML 1.2 whatever a `%YAML` line says, whole numbers exact.
 * Repeated keys are found by the reader of the nodes, because the library compares each key with each other.
 */
export function parseYamlDocument(text: string) {
  return parseDocument(text, { schema: 'core', uniqueKeys: false, intAsBigInt: true, prettyErrors: false });
}
