import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStat } from './create-stat';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-stat-'));
  writeFileSync(join(folder, 'file'), 'abc');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe.each([
  ['on a disk of this machine', (): string => folder],
  ['elsewhere', (): string => '/proc']
])('a file %s', (_, place) => {
  it('is told as it is', async () => {
    const stat = createStat(place());

    expect(await stat(join(folder, 'file'))).toMatchObject({ size: 3n });
  });

  it('is null where there is none, or where it can’t be seen', async () => {
    const stat = createStat(place());

    expect(await stat(join(folder, 'nothing'))).toBeNull();
    expect(await stat(join(folder, 'file', 'below'))).toBeNull();
  });
});

it('without a folder nothing fails', async () => {
  expect(await createStat(join(folder, 'gone'))(join(folder, 'file'))).toMatchObject({ size: 3n });
});
