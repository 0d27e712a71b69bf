// Makes docs/developers/openapi.json from the routes and schemas that the scheduler checks requests with.
// `--check` changes nothing and fails when the file is stale.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const FILE = join(ROOT, 'docs', 'developers', 'openapi.json');

/** The function that describes the API, bundled in memory: it is TypeScript without file extensions, which Node cannot import. */
async function loadDescription() {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'src/scheduler/api/routes/openapi-document.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'error'
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const { openApiDocument } = await loadDescription();
const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const wanted = await format(JSON.stringify(openApiDocument(version)), { ...(await resolveConfig(FILE)), filepath: FILE });
const present = await readFile(FILE, 'utf8').catch(() => null);
if (present !== wanted && process.argv.includes('--check')) {
  console.error('docs/developers/openapi.json is stale: run node scripts/generate-openapi.mjs');
  process.exitCode = 1;
} else if (present !== wanted) {
  await mkdir(dirname(FILE), { recursive: true });
  await writeFile(FILE, wanted);
}
