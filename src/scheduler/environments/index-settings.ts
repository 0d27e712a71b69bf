import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { stripCredentials } from '../../core/text/strip-credentials';

type Variables = Readonly<Record<string, string | undefined>>;

/** The variables of uv that change what is installed, and not just how fast or by whom. */
const TELLING =
  /^UV_(INDEX|INDEX_URL|DEFAULT_INDEX|EXTRA_INDEX_URL|INDEX_STRATEGY|FIND_LINKS|NO_INDEX|CONSTRAINT|BUILD_CONSTRAINT|OVERRIDE|EXCLUDE|EXCLUDE_NEWER|EXCLUDE_NEWER_PACKAGE|PRERELEASE|RESOLUTION|FORK_STRATEGY|NO_BINARY|NO_BINARY_PACKAGE|NO_BUILD|NO_BUILD_PACKAGE|NO_SOURCES|CONFIG_FILE|NO_CONFIG|TORCH_BACKEND|SYSTEM_CERTS)$/;

/** Those whose values name files with versions in them. */
const FILES = /^UV_(CONSTRAINT|BUILD_CONSTRAINT|OVERRIDE|EXCLUDE)$/;

/** Everything outside the requirements that decides what uv installs, without credentials: a new password makes no new environment. */
export function indexSettings(variables: Variables): readonly string[] {
  const told = Object.entries(variables)
    .filter(([name, value]) => TELLING.test(name) && value !== undefined && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const named = told.filter(([name]) => FILES.test(name)).flatMap(([, value]) => (value ?? '').split(/\s+/));
  const texts = [...named, ...configurationFiles(variables)].map(path => `${path}\n${contentOf(path)}`);
  return [...told.map(([name, value]) => `${name}=${value}`), ...texts].map(stripCredentials);
}

/** Where uv looks for settings, a project's own left out: it is started outside of any. */
function configurationFiles(variables: Variables): readonly string[] {
  const { UV_NO_CONFIG, UV_CONFIG_FILE, XDG_CONFIG_HOME, XDG_CONFIG_DIRS, HOME } = variables;
  if (UV_CONFIG_FILE !== undefined && UV_CONFIG_FILE !== '') {
    return [UV_CONFIG_FILE];
  }
  if (UV_NO_CONFIG !== undefined && !/^(0|false|)$/i.test(UV_NO_CONFIG)) {
    return [];
  }
  const own = XDG_CONFIG_HOME ?? join(HOME ?? homedir(), '.config');
  const folders = [own, ...(XDG_CONFIG_DIRS ?? '/etc/xdg').split(':'), '/etc'];
  return folders.map(folder => join(folder, 'uv', 'uv.toml'));
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
