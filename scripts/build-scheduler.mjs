// Bundles the scheduler into the one file that the Python package ships and that Node runs.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

const common = {
  absWorkingDir: new URL('..', import.meta.url).pathname,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning'
};

/** A thread is started from its text, so that there is one file only. */
async function bundleThread(entry) {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], write: false });
  return outputFiles[0].text;
}

async function bundleScheduler() {
  const keeperThread = await bundleThread('src/scheduler/git/checkouts/trees/keeper-thread.ts');
  await build({
    ...common,
    entryPoints: ['src/scheduler/main.ts'],
    outfile: 'peach_lab/scheduler/main.cjs',
    define: { __PEACH_VERSION__: JSON.stringify(version), __PEACH_KEEPER_THREAD__: JSON.stringify(keeperThread) },
    // Loaded by ws where they are installed; it works as well without.
    external: ['bufferutil', 'utf-8-validate']
  });
}

// What is wrong has been printed by then.
await bundleScheduler().catch(() => process.exit(1));
