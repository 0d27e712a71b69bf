import type { Json } from '../../protocol/json';
import { MAX_DEFINITION_BYTES } from '../../protocol/task-definition';
import { isMap } from '../yaml/is-map';
import { readYaml } from '../yaml/read-yaml';

/** Everything that a definition file says, as data; empty where it cannot be read. */
export function definitionData(text: string): Readonly<Record<string, Json>> {
  const reading = readYaml('', text, MAX_DEFINITION_BYTES);
  const value = reading.ok ? reading.root?.value : null;
  return isMap(value) ? value : {};
}
