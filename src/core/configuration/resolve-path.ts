import type { ConfigurationDefaults } from './configuration-defaults';

/** `path` as an absolute one: `~` is the home folder, a relative path goes on from the configuration's folder. */
export function resolvePath(path: string, { home, directory }: Pick<ConfigurationDefaults, 'home' | 'directory'>): string {
  const fromHome = path === '~' || path.startsWith('~/') ? home + path.slice(1) : path;
  const whole = fromHome.startsWith('/') ? fromHome : `${directory}/${fromHome}`;
  const steps: string[] = [];
  for (const step of whole.split('/')) {
    if (step === '..') {
      steps.pop();
    } else if (step !== '' && step !== '.') {
      steps.push(step);
    }
  }
  return `/${steps.join('/')}`;
}

/** A repository's `url` with its path made absolute; addresses of other machines stay as they are. */
export function resolveUrl(url: string, defaults: Pick<ConfigurationDefaults, 'home' | 'directory'>): string {
  const hasScheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(url);
  // As git tells them apart: a colon before the first slash means host:path.
  const isHostAndPath = /^[^/:]+:/.test(url);
  return hasScheme || isHostAndPath ? url : resolvePath(url, defaults);
}
