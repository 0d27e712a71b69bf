import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripCredentials } from '../../../core/text/strip-credentials';
import type { Repository } from '../../../protocol/organisation';
import { formatProblem } from '../../../protocol/problem';
import type { Check, DoctorContext } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';

/** A remote that has not answered for so long, or for three times as long as it may be left unasked, is away. Milliseconds. */
const STALE = 10 * 60_000;
/** What the scheduler itself does: whoever configures a repository trusts its owner. */
const TRUSTED = ['-c', 'safe.directory=*'];

export const repositoriesCheck: Check = {
  name: 'repository',
  half: 'scheduler',
  look: async context => {
    const served = servedBy(context);
    const named = context.configuration.configuration?.repositories.map(({ url }) => url) ?? [];
    const own = context.currentRepository === null || context.state === null ? [] : [context.currentRepository];
    const urls = new Set([...served.keys(), ...named, ...(served.size === 0 && named.length === 0 ? own : [])]);
    const findings = await Promise.all([...urls].map(url => judge(url, served.get(url) ?? null, context)));
    return urls.size === 0 ? judgeNone(context) : findings.flat().map(withoutCredentials);
  }
};

/** That git is missing is told elsewhere; and of a scheduler elsewhere this folder tells nothing. */
async function judgeNone({ state, git }: DoctorContext): Promise<readonly Finding[]> {
  return state === null || !(await git(['--version'])).ok
    ? []
    : [warning('none: this folder is in no git repository', 'go to one, name it in a configuration, or open JupyterLab in one')];
}

function withoutCredentials({ state, found, remedy }: Finding): Finding {
  return { state, found: stripCredentials(found), remedy: remedy === null ? null : stripCredentials(remedy) };
}

function servedBy({ scheduler }: DoctorContext): ReadonlyMap<string, Repository> {
  const organisations = scheduler.kind === 'answered' ? (scheduler.organisations ?? []) : [];
  return new Map(organisations.flatMap(({ repositories }) => repositories).map(repository => [repository.url, repository]));
}

async function judge(url: string, served: Repository | null, context: DoctorContext): Promise<readonly Finding[]> {
  const path = pathOf(url);
  const findings = [
    ...(served === null ? [] : judgeServed(served, ageOf(served, context))),
    // Of a scheduler elsewhere, the same path is another folder.
    ...(path === null || context.state === null ? [] : await judgeFolder(path, context))
  ];
  return findings.length > 0 ? findings : [good(`${url}${served?.branch == null ? '' : `, ${served.branch}`}`)];
}

/** Milliseconds since it was fetched; null where that is not too long ago. What is on this machine is not fetched. */
function ageOf({ url, fetched_at: fetchedAt }: Repository, { machine, configuration }: DoctorContext): number | null {
  const age = fetchedAt === null || pathOf(url) !== null ? 0 : machine.now - Date.parse(fetchedAt);
  const most = Math.max(STALE, 3000 * (configuration.configuration?.fetch_interval ?? 0));
  return age > most ? age : null;
}

function judgeServed({ url, error, attached, problems }: Repository, age: number | null): readonly Finding[] {
  return [
    ...(error === null ? [] : [problem(`${url}: ${error}`, 'mend what this names; the scheduler tries again by itself')]),
    ...(age === null
      ? []
      : [
          warning(
            `${url} was fetched last ${Math.round(age / 60_000)} min ago: tasks run from that state`,
            `see with \`git ls-remote ${url}\` whether the remote answers without asking for a password`
          )
        ]),
    ...(attached ? [] : [warning(`${url}: its tasks are held, because no Jupyter server of it is attached`, 'open JupyterLab in it')]),
    ...problems.map(wrong => problem(`${url}: ${formatProblem(wrong)}`, 'correct it and commit; `peach validate` checks it before'))
  ];
}

async function judgeFolder(path: string, { git }: DoctorContext): Promise<readonly Finding[]> {
  if (!existsSync(path)) {
    return [problem(`${path} is not there`, 'bring it back, or correct it in the configuration')];
  }
  const question = ['-C', path, 'rev-parse', '--git-dir'];
  const [plain, trusted] = await Promise.all([git(question), git([...TRUSTED, ...question])]);
  if (plain.failure !== null || plain.ok) {
    return [];
  }
  return trusted.ok
    ? [
        warning(
          `${path} belongs to another user, so git refuses to commit there from JupyterLab, and git before 2.38 to run tasks from it`,
          `if you trust its owner, run \`git config --global --add safe.directory ${path}\`; else \`chown\` it`
        )
      ]
    : [problem(`${path} is no git repository`, `run \`git init ${path}\` and commit there, or correct it in the configuration`)];
}

/** Null where it is no folder of this machine. */
function pathOf(url: string): string | null {
  return url.startsWith('file://') ? fileURLToPath(url) : url.startsWith('/') ? url : null;
}
