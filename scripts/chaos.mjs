// `npm run chaos`: sets everything up, then lets faults loose on a real scheduler, on the scheduler's own Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, setUp, toolEnvironment } from './setup/set-up.mjs';

// As deep as tests/e2e/support, whose paths begin at the root.
const BUNDLE = join(ROOT, '.cache', 'chaos', 'bundle', 'main.mjs');

await setUp();
const { build } = await import('esbuild');
await build({
  absWorkingDir: ROOT,
  entryPoints: ['tests/chaos/main.ts'],
  outfile: BUNDLE,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning'
});
// Its own process: the store needs Node 24, and `npm` may have been started with an older one.
const child = spawn('node', [BUNDLE, ...process.argv.slice(2)], { cwd: ROOT, env: toolEnvironment(), stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', code => {
  process.exitCode = code ?? 1;
});
