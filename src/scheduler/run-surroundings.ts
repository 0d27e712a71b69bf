import { mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Configuration } from '../protocol/configuration';
import type { RunSurroundings } from './services/run-specification';

/** What a run inherits of the scheduler's own variables: where programs and certificates are, who and where the user is. Nothing else is known to be safe to share. */
const INHERITED =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|LD_LIBRARY_PATH|JAVA_HOME|HADOOP_CONF_DIR|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|(https?|ftp|no|all)_proxy)$/i;

/** Folders below the state directory, and the variables of each organisation's runs. */
export function createSurroundings(
  configuration: Configuration,
  environment: Readonly<Record<string, string | undefined>>,
  api: RunSurroundings['api']
): RunSurroundings {
  const inherited = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined && INHERITED.test(entry[0]))
  );
  return {
    dataDir: organisation => {
      const folder = join(configuration.state_dir, 'data', organisation);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    temporaryDir: run => join(configuration.state_dir, 'tmp', run),
    logLimit: configuration.log_size,
    api,
    variables: (organisation, { python }) => ({
      ...inherited,
      PATH: [dirname(python), inherited.PATH ?? '/usr/local/bin:/usr/bin:/bin'].join(delimiter),
      VIRTUAL_ENV: dirname(dirname(python)),
      // A checkout is no repository: git in a run must not take one that the state directory happens to be in, such as a person's home.
      GIT_CEILING_DIRECTORIES: join(configuration.state_dir, 'checkouts'),
      ...configuration.organisations[organisation]?.env
    })
  };
}
