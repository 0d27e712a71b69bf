// Bundles the scheduler into the one file that the Python package ships and that Node runs.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

const settings = {
  absWorkingDir: new URL('..', import.meta.url).pathname,
  entryPoints: ['src/scheduler/main.ts'],
  outfile: 'peach_lab/scheduler/main.cjs',
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  define: { __PEACH_VERSION__: JSON.stringify(version) },
  // Loaded by ws where they are installed; it works as well without.
  external: ['bufferutil', 'utf-8-validate']
};

// What is wrong has been printed by then.
await build(settings).catch(() => process.exit(1));
