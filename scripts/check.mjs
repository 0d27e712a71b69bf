// `npm run check`: everything about the tree that is no test. Each part has a script of its own name in package.json.
import { spawnSync } from 'node:child_process';
import { ROOT, setUp, toolEnvironment } from './setup/set-up.mjs';

const PARTS = [
  'check:types',
  'check:format',
  'check:lint',
  'check:walls',
  'check:unused',
  'check:generated',
  'check:architecture',
  'check:bundle',
  'check:python'
];

await setUp();
const env = toolEnvironment();
const failed = PARTS.filter(part => {
  console.log(`\n── ${part} ──`);
  return spawnSync('jlpm', ['run', part], { cwd: ROOT, env, stdio: 'inherit' }).status !== 0;
});
console.log(failed.length === 0 ? `\nall ${PARTS.length} checks are good` : `\nfailed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
