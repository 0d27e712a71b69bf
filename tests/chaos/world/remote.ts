import { spawn } from 'node:child_process';
import { readdirSync, renameSync, statSync, truncateSync, readFileSync, writeFileSync, chmodSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { until } from '../../e2e/support/until';
import { connects } from './connects';
import { runCommand } from './run-command';

/** A bare repository that is served by git's own server. */
export interface IRemote {
  readonly url: string;
  /** Takes the folder away; answers what returns it. */
  takeAway(): () => void;
  /** Cuts the newest object of the repository short; answers what repairs it. */
  corrupt(): () => void;
  close(): void;
}

/** Serves the bare repository in `bare` at a port of its own. */
export async function serveRemote(bare: string): Promise<IRemote> {
  runCommand('git', ['init', '--quiet', '--bare', '--initial-branch=master', bare]);
  // No housekeeping: an object stays in a file of its own.
  ['receive.autogc=false', 'gc.auto=0'].forEach(setting => runCommand('git', ['-C', bare, 'config', ...setting.split('=')]));
  const port = await freePort();
  const server = spawn(
    'git',
    ['daemon', '--export-all', `--base-path=${dirname(bare)}`, '--listen=127.0.0.1', `--port=${port}`, '--reuseaddr', dirname(bare)],
    { stdio: 'ignore', detached: true }
  );
  await until('the git server', () => connects(port));
  return {
    url: `git://127.0.0.1:${port}/${bare.slice(dirname(bare).length + 1)}`,
    takeAway: () => {
      renameSync(bare, `${bare}.away`);
      return () => renameSync(`${bare}.away`, bare);
    },
    corrupt: () => {
      const object = newestObject(join(bare, 'objects'));
      const whole = readFileSync(object);
      chmodSync(object, 0o644);
      truncateSync(object, Math.floor(whole.length / 2));
      return () => writeFileSync(object, whole);
    },
    close: () => {
      if (server.pid !== undefined && server.exitCode === null) {
        process.kill(-server.pid, 'SIGTERM');
      }
    }
  };
}

function newestObject(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  const [newest] = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (newest === undefined) {
    throw new Error(`${folder} holds no object`);
  }
  return newest;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
