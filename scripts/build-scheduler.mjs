// Bundles the scheduler into the one file that the Python package ships and that Node runs.
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

const MAIN = 'peach_lab/scheduler/main.cjs';

const common = {
  absWorkingDir: new URL('..', import.meta.url).pathname,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  legalComments: 'none',
  // Node keeps the whole text in memory. Names stay, and lines, so that the places in a stack can be found.
  minifyWhitespace: true,
  lineLimit: 160,
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
    outfile: MAIN,
    define: { __PEACH_VERSION__: JSON.stringify(version), __PEACH_KEEPER_THREAD__: JSON.stringify(keeperThread) },
    // Loaded by ws where they are installed; it works as well without.
    external: ['bufferutil', 'utf-8-validate']
  });
}

/** With one letter beyond ASCII the text takes twice the memory. esbuild escapes those of strings, not those of regular expressions. */
async function checkLetters() {
  const text = await readFile(MAIN, 'utf8');
  const found = /[^\n]{0,60}[^\0-\x7f].{0,60}/.exec(text);
  if (found !== null) {
    console.error(`${MAIN} holds letters beyond ASCII: ${found[0]}`);
    process.exit(1);
  }
}

// What is wrong has been printed by then.
await bundleScheduler().catch(() => process.exit(1));
await checkLetters();
