import { createCheck } from '../../protocol/check';
import { ConfigurationSchema, type Configuration } from '../../protocol/configuration';
import type { Problem } from '../../protocol/problem';
import { MAX_DEFINITION_BYTES } from '../../protocol/task-definition';
import { collectProblems, orderProblems } from '../yaml/collect-problems';
import { placeFieldProblem, type FieldProblem } from '../yaml/field-problem';
import type { LocatedNode } from '../yaml/located-node';
import { readYaml } from '../yaml/read-yaml';
import { schemaProblems } from '../yaml/schema-problems';
import { checkConfiguration } from './check-configuration';
import type { ConfigurationDefaults } from './configuration-defaults';
import { fillConfiguration } from './fill-configuration';

export type ConfigurationReading =
  { readonly ok: true; readonly configuration: Configuration } | { readonly ok: false; readonly problems: readonly Problem[] };

const checkSchema = createCheck(ConfigurationSchema);

/** The configuration in `text`, the content of `file`. An empty file is every default. */
export function parseConfiguration(file: string, text: string, defaults: ConfigurationDefaults): ConfigurationReading {
  const reading = readYaml(file, text, MAX_DEFINITION_BYTES);
  if (!reading.ok) {
    return reading;
  }
  const { root } = reading;
  return root === null || (root.value === null && root.problems.length === 0)
    ? { ok: true, configuration: fillConfiguration({}, defaults) }
    : readRoot(root, defaults);
}

function readRoot(root: LocatedNode, defaults: ConfigurationDefaults): ConfigurationReading {
  const unreadable = collectProblems(root);
  if (unreadable.length > 0) {
    return { ok: false, problems: orderProblems(unreadable) };
  }
  const checked = checkSchema(root.value);
  const wrong: readonly FieldProblem[] = checked.ok
    ? checkConfiguration(checked.value, defaults.environment)
    : schemaProblems(checked.errors, { schema: ConfigurationSchema, data: root.value, subject: 'the configuration', freeKeys: null });
  return checked.ok && wrong.length === 0
    ? { ok: true, configuration: fillConfiguration(checked.value, defaults) }
    : { ok: false, problems: orderProblems(wrong.map(problem => placeFieldProblem(root, problem))) };
}
