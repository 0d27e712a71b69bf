import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER_VARIABLE } from './guard/end-all-of';
import { guard } from './guard/guard';
import { parseOptions, USAGE, type ChaosOptions } from './plan/parse-options';
import { NOTHING_KEPT } from './report/format-report';
import { ENDS, runChaos } from './run-chaos';

/** Milliseconds that `--short` may take, and each round of a longer form: several times what it takes on a slow machine. What follows is done by the twelfth minute. */
const LIMIT = 11 * 60_000;
const ORDERLY = 30_000;

const args = process.argv.slice(2);
const options = parseOptions(args, Date.now());
const folder = process.env[FOLDER_VARIABLE];
if ('error' in options) {
  console.error(`${options.error}\n${USAGE}`);
  process.exitCode = 2;
} else if (folder === undefined) {
  process.exitCode = (await underGuard(options)) ? 0 : 1;
} else {
  // Whatever may still be waited for: it has said all.
  process.exit(await runChaos(options, folder));
}

/** Runs the same command once more, in a process that can be ended whatever happens. True where every promise was kept. */
async function underGuard({ brief }: ChaosOptions): Promise<boolean> {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => asked.abort());
  }
  const world = realpathSync(mkdtempSync(join(tmpdir(), 'peach-chaos-')));
  const end = await guard({
    command: [process.execPath, process.argv[1] ?? '', ...args],
    folder: world,
    limit: LIMIT,
    once: brief,
    orderly: ORDERLY,
    tell: console.log,
    signal: asked.signal
  });
  if (end.code === null || (end.code !== ENDS.good && end.code !== ENDS.broken)) {
    console.log(
      `chaos did not come to its end: ${end.code === null ? end.why : `exit code ${end.code}`}; everything is kept in ${world}\n`
    );
    console.log(NOTHING_KEPT);
  }
  return end.code === ENDS.good;
}
