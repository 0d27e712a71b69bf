// A JupyterLab of the virtual environment, with or without the extension, that lets everybody in.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { VENV } from '../../scripts/setup/set-up.mjs';
import { until } from './until.mjs';

const EXTENSIONS = join(VENV, 'share', 'jupyter', 'labextensions');

/** Address of Lab, whose folder is `root`. */
export async function startLab(session, { name, root, extension }) {
  const folder = join(session.folder, name);
  const extensions = join(folder, 'labextensions');
  mkdirSync(extensions, { recursive: true });
  for (const other of readdirSync(EXTENSIONS).filter(found => extension || found !== 'peach-lab')) {
    symlinkSync(join(EXTENSIONS, other), join(extensions, other));
  }
  const options = [
    `--ServerApp.root_dir=${root}`,
    `--ServerApp.jpserver_extensions={'peach_lab': ${extension ? 'True' : 'False'}}`,
    `--LabApp.labextensions_path=['${extensions}']`,
    '--LabApp.expose_app_in_browser=True',
    '--IdentityProvider.token=',
    '--ServerApp.port=0'
  ];
  const server = spawn(join(VENV, 'bin', 'jupyter-lab'), ['--no-browser', '--allow-root', ...options], {
    env: { ...process.env, HOME: folder, JUPYTER_RUNTIME_DIR: folder, PEACH_STATE_DIR: join(session.folder, 'state') },
    stdio: 'ignore'
  });
  const ended = new Promise(resolve => server.once('exit', resolve));
  session.defer(async () => {
    server.kill('SIGTERM');
    await ended;
    endScheduler(join(session.folder, 'state', 'scheduler.json'));
  });
  const information = join(folder, `jpserver-${server.pid}.json`);
  await until('JupyterLab', () => existsSync(information));
  return JSON.parse(readFileSync(information, 'utf8')).url;
}

function endScheduler(address) {
  if (existsSync(address)) {
    process.kill(JSON.parse(readFileSync(address, 'utf8')).pid, 'SIGTERM');
  }
}
