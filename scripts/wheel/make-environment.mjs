// A clean virtual environment with the wheel, as a person makes one.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../setup/run-command.mjs';
import { toolEnvironment, VENV } from '../setup/set-up.mjs';

const BIN = join(VENV, 'bin');

/** Makes `folder` anew, with `requirements`. */
export async function makeEnvironment(folder, requirements) {
  rmSync(folder, { recursive: true, force: true });
  const uv = (...args) => runCommand(join(BIN, 'uv'), args, { env: toolEnvironment() });
  await uv('venv', '--quiet', '--python', join(BIN, 'python'), folder);
  await uv('pip', 'install', '--quiet', '--python', join(folder, 'bin', 'python'), ...requirements);
}
