import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStateDisk, type IStateDisk } from './state-disk';

let folder: string;
let disk: IStateDisk;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-state-disk-'));
  disk = createStateDisk(folder);
});

afterEach(() => {
  disk.close();
  rmSync(folder, { recursive: true });
});

/** Holds a store open as the scheduler does, and writes once more on each line that comes in. */
const WRITER = `
  const { DatabaseSync } = require('node:sqlite');
  const store = new DatabaseSync(process.argv[1]);
  store.exec('pragma journal_mode = wal; create table fact (n); insert into fact values (1)');
  require('node:child_process').execFileSync('sync');
  const write = () => {
    try {
      store.exec('insert into fact values (2)');
      return 'written';
    } catch (error) {
      return error.message;
    }
  };
  process.stdin.on('data', () => process.stdout.write(write() + '\\n'));
  process.stdout.write('open\\n');
`;

it('made read-only tells a writer of an error, and does not kill it', async context => {
  if (disk.skips.read_only !== undefined) {
    context.skip(disk.skips.read_only);
  }
  const writer = spawn(process.execPath, ['-e', WRITER, join(disk.stateDir, 'state.sqlite')], { stdio: ['pipe', 'pipe', 'ignore'] });
  const answers: string[] = [];
  const answer = (): Promise<void> =>
    new Promise(resolve => {
      writer.once('exit', (_, signal) => resolve(void answers.push(String(signal))));
      writer.stdout.once('data', (text: Buffer) => resolve(void answers.push(text.toString().trim())));
    });
  await answer();
  const repair = disk.makeReadOnly();

  writer.stdin.write('\n');
  await answer();
  repair();
  if (writer.exitCode === null && writer.signalCode === null) {
    writer.stdin.write('\n');
    await answer();
  }

  expect(answers).toEqual(['open', expect.stringMatching(/I\/O error|readonly/) as string, 'written']);
  writer.kill('SIGKILL');
});
