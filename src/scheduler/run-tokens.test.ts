import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runId } from './api/test-support/fake-data';
import { createRunTokens } from './run-tokens';

let stateDir: string;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'peach-tokens-'));
});

afterEach(() => rmSync(stateDir, { recursive: true }));

it('a token names its run, for the next scheduler of the same state directory too', () => {
  const token = createRunTokens(stateDir).tokenOf(runId(1));

  expect(createRunTokens(stateDir).runOf(token)).toBe(runId(1));
  expect(statSync(join(stateDir, 'run-tokens.key')).mode & 0o777).toBe(0o600);
});

it('a token of another run, state directory or key is none', () => {
  const tokens = createRunTokens(stateDir);
  const token = tokens.tokenOf(runId(1));
  const [, , signature] = token.split('.');

  expect(tokens.runOf(`run.${runId(2)}.${signature}`)).toBeNull();
  expect(tokens.runOf(`${token}x`)).toBeNull();
  expect(tokens.runOf(token.slice(0, -1))).toBeNull();
  expect(tokens.runOf(`run.${runId(1)}.`)).toBeNull();
  expect(tokens.runOf('run.not-a-run.abc')).toBeNull();
  expect(tokens.runOf('')).toBeNull();
  writeFileSync(join(stateDir, 'run-tokens.key'), 'cut short');
  expect(createRunTokens(stateDir).runOf(token)).toBeNull();
});
