// Makes the JSON Schemas that ship with the package, and the reference pages, from the schemas of src/protocol.
// `--check` changes nothing and fails when an output is stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const TYPE_NAMES = { string: 'text', object: 'map', array: 'list', boolean: '`true` or `false`', integer: 'whole number' };

/** The schemas, bundled in memory: src/protocol is TypeScript without file extensions, which Node cannot import. */
async function loadProtocol() {
  const contents = `
    export { DefinitionFileSchema, FREE_KEY_PREFIX } from './src/protocol/task-definition';
    export { ConfigurationSchema } from './src/protocol/configuration';`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'error'
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

/** `schema` without names for its parts, which only our own code uses, and with the keys that users are free to add. */
function plain(schema, freeKeys) {
  if (Array.isArray(schema)) {
    return schema.map(item => plain(item, freeKeys));
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const entries = Object.entries(schema).filter(([key]) => key !== '$id');
  const rest = Object.fromEntries(entries.map(([key, value]) => [key, plain(value, freeKeys)]));
  const closed = rest.additionalProperties === false && freeKeys !== null;
  return closed ? { ...rest, patternProperties: { [`^${freeKeys}`]: {}, ...rest.patternProperties } } : rest;
}

function jsonSchema(schema, { title, freeKeys }) {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...plain(schema, freeKeys) };
}

function typeOf(schema) {
  if (schema.enum !== undefined) {
    return schema.enum.map(value => `\`${value}\``).join(', ');
  }
  if (schema.anyOf !== undefined) {
    return schema.anyOf.map(typeOf).join(' or ');
  }
  const name = [schema.type]
    .flat()
    .filter(type => type !== 'null')
    .map(type => TYPE_NAMES[type] ?? type)[0];
  return schema.type === 'array' ? `list of ${plural(schema.items)}` : name;
}

function plural(items) {
  return items.type === 'object' ? 'maps' : typeOf(items);
}

/** A description and the default, which descriptions say at their end: `…; default 10s`. */
function divide({ default: value, description = '' }) {
  const told = /(?:^|; )default:? (.+)$/.exec(description);
  const fallback = value === undefined ? '' : `\`${value}\``;
  return told === null ? [description, fallback] : [description.slice(0, told.index), told[1]];
}

/** Rows `[field, type, default, description]` of an object and of everything below it. */
function rowsOf(schema, path) {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const label = [...path, name];
    const [description, fallback] = divide(field);
    const need = (schema.required ?? []).includes(name) ? 'required' : fallback;
    return [[label.join('.'), typeOf(field), need, description], ...rowsOf(field, label)];
  });
  const named = Object.entries(schema.patternProperties ?? {}).flatMap(([, field]) =>
    field.type === 'object' ? rowsOf(field, [...path, '<name>']) : []
  );
  return [...own, ...named, ...(schema.items?.type === 'object' ? rowsOf(schema.items, [...path, '<n>']) : [])];
}

function table(schema) {
  const cells = row => `| ${row.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rows = rowsOf(schema, []).map(([field, ...rest]) => [`\`${field}\``, ...rest]);
  return [['field', 'type', 'default', 'description'], ['---', '---', '---', '---'], ...rows].map(cells).join('\n');
}

function page({ title, introduction, schema }) {
  return `# ${title}\n\n<!-- Made by scripts/generate-schemas.mjs from src/protocol; change it there. -->\n\n${introduction}\n\n${table(schema)}\n`;
}

async function outputs() {
  const { DefinitionFileSchema, ConfigurationSchema, FREE_KEY_PREFIX } = await loadProtocol();
  const definitions = {
    title: 'Task definitions',
    introduction: `\`peach.yaml\` at the root of the repository, and the YAML files of \`peach.conf\` and of its first-level subfolders. Any other key is an error; keys that begin with \`${FREE_KEY_PREFIX}\` are yours, at every level.`,
    schema: DefinitionFileSchema
  };
  const configuration = {
    title: 'Configuration',
    introduction:
      'The file that `peach serve --config FILE` reads. Every key has a default, and so has the file. An unknown key is an error. A relative path goes on from the folder of the file.',
    schema: ConfigurationSchema
  };
  return [
    [
      'peach_lab/schemas/definitions.schema.json',
      JSON.stringify(jsonSchema(DefinitionFileSchema, { title: 'PEACH Lab task definitions', freeKeys: FREE_KEY_PREFIX }))
    ],
    [
      'peach_lab/schemas/configuration.schema.json',
      JSON.stringify(jsonSchema(ConfigurationSchema, { title: 'PEACH Lab configuration', freeKeys: null }))
    ],
    ['docs/users/reference-definitions.md', page(definitions)],
    ['docs/operators/reference-configuration.md', page(configuration)]
  ];
}

async function tidy(path, text) {
  const file = join(ROOT, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

async function read(path) {
  try {
    return await readFile(join(ROOT, path), 'utf8');
  } catch {
    return null;
  }
}

async function main(check) {
  for (const [path, text] of await outputs()) {
    const wanted = await tidy(path, text);
    if ((await read(path)) === wanted) {
      continue;
    }
    if (check) {
      console.error(`${path} is stale: run node scripts/generate-schemas.mjs`);
      process.exitCode = 1;
    } else {
      await mkdir(dirname(join(ROOT, path)), { recursive: true });
      await writeFile(join(ROOT, path), wanted);
    }
  }
}

await main(process.argv.includes('--check'));
