// Builds the wheel from a copy of what git knows, so that nothing of this working tree but the sources comes into it.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../setup/run-command.mjs';
import { ROOT, toolEnvironment, VENV } from '../setup/set-up.mjs';

/** Path of the wheel, in `folder`, which is made anew. */
export async function buildWheel(folder) {
  rmSync(folder, { recursive: true, force: true });
  const sources = join(folder, 'sources');
  mkdirSync(sources, { recursive: true });
  const known = await runCommand('git', ['-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  for (const path of known.split('\0').filter(name => name !== '' && existsSync(join(ROOT, name)))) {
    cpSync(join(ROOT, path), join(sources, path));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(sources, 'node_modules'));
  // What the package's own build would do, but for installing node modules once more.
  const env = { ...toolEnvironment(), HATCH_JUPYTER_BUILDER_SKIP_NPM: 'true' };
  await runCommand(join(VENV, 'bin', 'jlpm'), ['build:prod'], { cwd: sources, env });
  await runCommand(join(VENV, 'bin', 'python'), ['-m', 'hatchling', 'build', '-t', 'wheel', '-d', folder], { cwd: sources, env });
  rmSync(sources, { recursive: true });
  return join(
    folder,
    readdirSync(folder).find(name => name.endsWith('.whl'))
  );
}
