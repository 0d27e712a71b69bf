import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createCheck } from '../../protocol/check';
import { RememberedAnswerSchema, type DiscoveryConfiguration, type ForgeKind, type RememberedAnswer } from '../../protocol/discovery';
import type { IForge, IForges } from '../forge-port';
import type { ForgeOptions } from './forge-options';
import { createGitea } from './gitea';
import { createGithub } from './github';
import { createGitlab } from './gitlab';

type ForgesOptions = {
  /** Folder of what forges said last. */
  readonly directory: string;
  /** The scheduler's own environment, with the tokens. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds for one answer. */
  readonly patience?: number;
};

const PATIENCE = 30_000;

const adapters: Readonly<Record<ForgeKind, (options: ForgeOptions) => IForge>> = {
  gitlab: createGitlab,
  github: createGithub,
  gitea: createGitea
};

const checkRemembered = createCheck(RememberedAnswerSchema);

/** Forges over HTTP; what they said last is kept in files of `directory`. */
export function createForges({ directory, environment, patience = PATIENCE }: ForgesOptions): IForges {
  return {
    open: discovery => {
      const token = discovery.token_env === null ? null : (environment[discovery.token_env] ?? null);
      return adapters[discovery.forge]({ discovery, token, patience });
    },
    remembered: discovery => read(fileOf(directory, discovery)),
    remember: async (discovery, answer) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await write(fileOf(directory, discovery), JSON.stringify(answer));
    }
  };
}

/** One for each question that gets an answer of its own. */
function fileOf(directory: string, { forge, url, label, clone, token_env: token }: DiscoveryConfiguration): string {
  const question = JSON.stringify([forge, url, label, clone, token]);
  return join(directory, `${createHash('sha256').update(question).digest('hex').slice(0, 16)}.json`);
}

async function read(file: string): Promise<RememberedAnswer | null> {
  try {
    const answer = checkRemembered(JSON.parse(await readFile(file, 'utf8')));
    return answer.ok ? answer.value : null;
  } catch {
    return null;
  }
}

/** Whole or not at all. */
async function write(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
