// Takes the measures that were asked for and prints one table. Needs the Node that the scheduler runs on: see bench.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/setup/set-up.mjs';
import { MEASURES } from './measures/all-measures.mjs';
import { createSession } from './support/create-session.mjs';
import { describeFileMaking } from './support/file-making.mjs';
import { formatTable } from './support/format-table.mjs';
import { parseOptions } from './support/parse-options.mjs';

const { letters, repetitions, quick } = parseOptions(process.argv.slice(2));
const sessions = [];
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => void endEarly());
}
// Not after each measure: file systems that keep just deleted entries from being used again slow down the next one.
process.on('exit', () => sessions.forEach(session => session.remove()));

async function endEarly() {
  await sessions.at(-1)?.close();
  process.exit(130);
}

/** Rows of one measure; none where it failed, which is told. */
async function take({ letter, words, take: measure }) {
  console.log(`${letter}: ${words}…`);
  const session = createSession();
  sessions.push(session);
  try {
    const rows = await Promise.race([measure(session, repetitions, { quick }), session.failed]);
    return rows.map(row => ({ letter, ...row }));
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    return [];
  } finally {
    await session.close();
  }
}

const [loadBefore] = loadavg();
const fileMaking = describeFileMaking();
const rows = [];
for (const measure of MEASURES.filter(({ letter }) => letters.includes(letter))) {
  rows.push(...(await take(measure)));
}
const [loadAfter] = loadavg();
console.log(`\n${formatTable(rows)}\n`);
console.log(`${repetitions} interleaved repetitions; ratio: median over the reference's median; ${fileMaking}`);
console.log(
  `${availableParallelism()} cores, ${process.platform}, Node ${process.version}; load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`
);
if (existsSync(join(ROOT, 'peach_lab', 'labextension', 'package.json'))) {
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'check-bundle.mjs')], { stdio: 'inherit' });
}
