// A real scheduler with a state directory of its own, started by its command.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VENV } from '../../scripts/setup/set-up.mjs';
import { openSocket } from './open-socket.mjs';
import { until } from './until.mjs';

/**
 * Starts a scheduler whose state is in folder `state` of the session; `configuration` is the file's, as an object.
 * It stays until `stop`, or the session's end.
 */
export async function startScheduler(session, configuration, state = 'state') {
  const stateDir = join(session.folder, state);
  mkdirSync(stateDir, { recursive: true });
  const file = join(stateDir, 'config.json');
  const logFile = join(stateDir, 'scheduler.log');
  writeFileSync(file, JSON.stringify({ ...configuration, state_dir: stateDir }));
  const log = openSync(logFile, 'a');
  const child = spawn(join(VENV, 'bin', 'peach'), ['serve', '--config', file, '--for-jupyter', '--keep-running'], {
    cwd: stateDir,
    stdio: ['ignore', log, log]
  });
  closeSync(log);
  let asked = false;
  const gone = new Promise(resolve => {
    child.once('exit', (code, signal) => {
      resolve();
      if (!asked) {
        session.fail(new Error(`the scheduler ended with ${signal ?? code}: ${readFileSync(logFile, 'utf8')}`));
      }
    });
  });
  const stop = session.defer(() => {
    asked = true;
    child.kill('SIGTERM');
    return gone;
  });
  const address = await until('a scheduler', () => readAddress(join(stateDir, 'scheduler.json'), child.pid));
  return { ...connect(address), pid: child.pid, stateDir, stop };
}

/** Null where the file is not there yet, or of an earlier scheduler. */
function readAddress(file, pid) {
  const written = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  return written?.pid === pid ? written : null;
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
    url,
    headers,
    get,
    runNow: id => ask('POST', `/api/tasks/${id}/runs`),
    /** The task once a run of it has ended; the next one may have begun. */
    triedTask: key =>
      until(`an end of ${key}`, async () => {
        const task = await get(`/api/tasks/${key}`).catch(() => null);
        return task?.last_ended_run ? task : null;
      }),
    /** The task once it has run and does not run now. */
    restingTask: key =>
      until(`a run of ${key}`, async () => {
        const task = await get(`/api/tasks/${key}`).catch(() => null);
        return task?.last_run?.ended_at ? task : null;
      }),
    /** Throws where a run of the task did not succeed: its time would say nothing. */
    checkRuns: async id => {
      const { runs } = await get(`/api/tasks/${id}/runs?limit=1000`);
      const bad = runs.find(run => run.ended_at !== null && run.status !== 'SUCCESS');
      if (bad !== undefined) {
        throw new Error(`a run ended as ${bad.status}: ${bad.reason}`);
      }
    },
    events: () => openSocket(`${url}/api/events`, headers),
    /** Serves the repository of `root` until the socket is closed. */
    attach: root => openSocket(`${url}/api/attach?root=${encodeURIComponent(root)}`, headers)
  };
}
