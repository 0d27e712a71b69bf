import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { indexSettings } from './index-settings';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'peach-settings-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

it('tells the index and other settings that change what is installed', () => {
  const settings = indexSettings({
    HOME: home,
    UV_INDEX_URL: 'https://example.org/simple',
    UV_PRERELEASE: 'allow',
    UV_CACHE_DIR: '/x',
    PATH: '/bin'
  });

  expect(settings).toContain('UV_INDEX_URL=https://example.org/simple');
  expect(settings).toContain('UV_PRERELEASE=allow');
  expect(settings.join()).not.toContain('UV_CACHE_DIR');
});

it('does not depend on the order of variables, nor on credentials', () => {
  const one = indexSettings({ HOME: home, UV_INDEX_URL: 'https://ada:old@example.org', UV_NO_BUILD: '1' });
  const two = indexSettings({ UV_NO_BUILD: '1', UV_INDEX_URL: 'https://ada:new@example.org', HOME: home });

  expect(one).toEqual(two);
  expect(one.join()).not.toContain('old');
});

it('changes with uv.toml of the person', () => {
  const before = indexSettings({ HOME: home });
  mkdirSync(join(home, '.config/uv'), { recursive: true });
  writeFileSync(join(home, '.config/uv/uv.toml'), 'index-url = "https://example.org"');

  expect(indexSettings({ HOME: home })).not.toEqual(before);
  expect(indexSettings({ HOME: home, UV_NO_CONFIG: '1' }).join()).not.toContain('example.org');
  expect(indexSettings({ HOME: '/none', XDG_CONFIG_HOME: join(home, '.config') }).join()).toContain('example.org');
  expect(indexSettings({ HOME: '/none', UV_CONFIG_FILE: join(home, '.config/uv/uv.toml') }).join()).toContain('example.org');
});

it('changes with what a file of constraints says', () => {
  const constraints = join(home, 'constraints.txt');
  writeFileSync(constraints, 'six<2');
  const before = indexSettings({ HOME: home, UV_CONSTRAINT: constraints });
  writeFileSync(constraints, 'six<1');

  expect(indexSettings({ HOME: home, UV_CONSTRAINT: constraints })).not.toEqual(before);
});
