// A real scheduler with a state directory of its own, started by its command.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENV } from '../../scripts/setup/set-up.mjs';
import { openSocket } from './open-socket.mjs';
import { until } from './until.mjs';

/** Starts a scheduler of `stateDir`. `configuration` is the file's, as an object. It stays until `stop`, or the session's end. */
export async function startScheduler(session, stateDir, configuration) {
  mkdirSync(stateDir, { recursive: true });
  const file = join(stateDir, 'config.json');
  const logFile = join(stateDir, 'scheduler.log');
  writeFileSync(file, JSON.stringify({ ...configuration, state_dir: stateDir }));
  const log = openSync(logFile, 'a');
  const child = spawn(join(VENV, 'bin', 'peach'), ['serve', '--config', file], { cwd: stateDir, stdio: ['ignore', log, log] });
  closeSync(log);
  const stop = session.defer(() => end(child));
  const address = await until('a scheduler', () => {
    if (child.exitCode !== null) {
      throw new Error(`the scheduler ended with ${child.exitCode}: ${readFileSync(logFile, 'utf8')}`);
    }
    const path = join(stateDir, 'scheduler.json');
    const written = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
    return written?.pid === child.pid ? written : null;
  });
  return { ...connect(address), stateDir, stop };
}

function end(child) {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function connect({ url, token }) {
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (method, path) => {
    const answer = await fetch(`${url}${path}`, { method, headers });
    const body = await answer.json();
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(body)}`);
    }
    return body;
  };
  const get = path => ask('GET', path);
  return {
    get,
    /** The task once it is known and its last run, if any, has ended. */
    restingTask: key =>
      until(`task ${key} at rest`, async () => {
        const task = await get(`/api/tasks/${key}`).catch(() => null);
        return task?.last_run?.ended_at ? task : null;
      }),
    runNow: id => ask('POST', `/api/tasks/${id}/runs`),
    events: () => openSocket(`${url}/api/events`, headers),
    /** Serves the repository of `root` until the socket is closed. */
    attach: root => openSocket(`${url}/api/attach?root=${encodeURIComponent(root)}`, headers)
  };
}
