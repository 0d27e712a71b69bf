// `npm start`: sets everything up, makes the example repository, starts JupyterLab with the scheduler, prints the address.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeExample } from './setup/make-example.mjs';
import { runCommand } from './setup/run-command.mjs';
import { ROOT, setUp, toolEnvironment, VENV } from './setup/set-up.mjs';

const EXAMPLE = join(ROOT, 'peach-lab-example');
const FIRST_NOTEBOOK = 'notebooks/train.ipynb';

/** The address with its token, once this server has written it down. */
async function addressOf(server, runtimeDir) {
  const file = join(runtimeDir, `jpserver-${server.pid}.json`);
  while (server.exitCode === null) {
    if (existsSync(file)) {
      const { url, token } = JSON.parse(readFileSync(file, 'utf8'));
      return `${url}lab/tree/${FIRST_NOTEBOOK}?token=${token}`;
    }
    await pause(100);
  }
  return null;
}

await setUp();
await makeExample(EXAMPLE);
const env = toolEnvironment();
const runtimeDir = (await runCommand(join(VENV, 'bin', 'jupyter'), ['--runtime-dir'], { env })).trim();
const asRoot = process.getuid?.() === 0 ? ['--allow-root'] : [];
const args = ['--no-browser', `--ServerApp.root_dir=${EXAMPLE}`, ...asRoot, ...process.argv.slice(2)];
const server = spawn(join(VENV, 'bin', 'jupyter-lab'), args, { cwd: EXAMPLE, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => server.kill(signal));
}
server.on('exit', code => {
  process.exitCode = code ?? 1;
});
const address = await addressOf(server, runtimeDir);
if (address !== null) {
  console.log(
    `\nPEACH Lab is ready: ${address}\nThe example repository is ${EXAMPLE}\nCtrl-C ends JupyterLab; the scheduler follows 30 s later, runs go on to their end.\n`
  );
}
