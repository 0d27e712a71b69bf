import { describe, expect, it } from 'vitest';
import { ConfigurationSchema } from '../../protocol/configuration';
import { DefinitionFileSchema } from '../../protocol/task-definition';
import { isMap } from './is-map';
import { patternWording } from './pattern-wording';

function patternsIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) {
    return schema.flatMap(patternsIn);
  }
  return isMap(schema)
    ? Object.entries(schema).flatMap(([key, value]) => (key === 'pattern' && typeof value === 'string' ? [value] : patternsIn(value)))
    : [];
}

describe('patternWording', () => {
  it.each([
    ['definition file', DefinitionFileSchema],
    ['configuration', ConfigurationSchema]
  ])('has words for every pattern of the %s', (_, schema) => {
    expect(patternsIn(schema).length).toBeGreaterThan(2);
    expect(patternsIn(schema).filter(pattern => patternWording(pattern) === undefined)).toEqual([]);
  });
});
