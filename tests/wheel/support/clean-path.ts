import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NODE = /^(?:node|nodejs|npm|npx|corepack|yarn|jlpm)$/;

/** A `PATH` of the environment and everything that this machine has, but no Node and no other Jupyter. Made in `folder`. */
export function pathWithoutNode(folder: string, environment: string): string {
  mkdirSync(folder);
  for (const place of ['/usr/local/bin', '/usr/bin', '/bin']) {
    for (const name of existsSync(place) ? readdirSync(place) : []) {
      const link = join(folder, name);
      if (!NODE.test(name) && !/^(?:python|jupyter)/.test(name) && !existsSync(link)) {
        symlinkSync(join(place, name), link);
      }
    }
  }
  return [join(environment, 'bin'), folder].join(delimiter);
}
