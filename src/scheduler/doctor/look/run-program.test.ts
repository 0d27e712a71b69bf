import { expect, it } from 'vitest';
import { runProgram } from './run-program';

function sh(script: string, fields: { readonly timeout?: number; readonly input?: string } = {}) {
  return runProgram({ program: '/bin/sh', args: ['-c', script], variables: { NAME: 'ada' }, timeout: 20_000, ...fields });
}

it('gives back what was written, and is given input and only the variables it was told', async () => {
  expect(await sh('read line; echo "$line $NAME $HOME $PWD"; echo words >&2', { input: 'hello\n' })).toEqual({
    ok: true,
    stdout: 'hello ada  /\n',
    stderr: 'words\n',
    failure: null
  });
});

it('leaves it to the caller what a code means', async () => {
  expect(await sh('echo no >&2; exit 3')).toEqual({ ok: false, stdout: '', stderr: 'no\n', failure: null });
});

it('says why it did not run to its end', async () => {
  expect((await sh('exec sleep 600', { timeout: 300 })).failure).toBe('it took longer than 0.3 s');
  expect((await sh('kill -9 $$')).failure).toBe('it was ended by SIGKILL');
  expect((await runProgram({ program: '/nowhere', args: [], variables: {}, timeout: 1000 })).failure).toBe(
    'it could not be started (ENOENT)'
  );
});
