import { done, refuse, type Outcome } from '../../../protocol/errors';
import { taskKey } from '../../../protocol/identity';
import type { ExecutorName, Run } from '../../../protocol/run';
import { versionOf } from '../../../protocol/identity';
import type { TrialRequest } from '../../../protocol/trial';
import type { IClock, IExecutor, IGit, IIds } from '../../ports';
import type { IOrganisationStore, ITaskStore, IRunStore } from '../../store-port';
import type { ISnapshot, ISnapshots, ITrialStore } from '../../trial-port';
import type { IRepositories } from '../repositories';
import type { CatalogueRules } from '../read-catalogue';
import type { IStateHealth } from '../state-health';
import { trialCode, type TrialCode } from './trial-code';

export type PrepareTrialPorts = {
  readonly git: IGit;
  readonly snapshots: ISnapshots;
  readonly repositories: IRepositories;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly store: ITrialStore & Pick<IRunStore, 'flush'> & Pick<ITaskStore, 'taskByKey'> & IOrganisationStore;
  readonly ids: IIds;
  readonly clock: IClock;
  readonly stateHealth: IStateHealth;
  /** The version of Python that the operator chose for an organisation; null: none. */
  readonly python: (codops: string) => string | null;
  readonly signal: AbortSignal;
};

/** A trial that can be carried out. */
export type PreparedTrial = {
  readonly run: Run;
  readonly code: TrialCode;
  readonly snapshot: ISnapshot;
  readonly executor: IExecutor;
  readonly python: string | null;
};

/** Takes the working copy and finds in it what is to be run. What is refused leaves nothing behind. */
export async function prepareTrial(ports: PrepareTrialPorts, request: TrialRequest): Promise<Outcome<PreparedTrial>> {
  const full = ports.stateHealth.look();
  if (full !== null) {
    return refuse('disk_full', full);
  }
  const place = await ports.git.locate(request.path);
  if (place === null) {
    return refuse('not_found', `${request.path} is not in a git repository: a trial runs from a working copy`);
  }
  const rules = servedRules(ports, place.root);
  if (!rules.ok) {
    return rules;
  }
  const run = ports.ids.newRunId();
  const notebook = request.notebook === null ? null : { path: place.path, text: JSON.stringify(request.notebook) };
  const subject = `Trial of ${request.organisation}/${request.name}`;
  const snapshot = await ports.snapshots.take({ run, root: place.root, notebook, subject }, ports.signal);
  if (!snapshot.ok) {
    return snapshot;
  }
  let prepared: Outcome<PreparedTrial> | null = null;
  try {
    prepared = await judge(ports, request, { run, rules: rules.value, snapshot: snapshot.value });
    return prepared;
  } finally {
    if (prepared?.ok !== true) {
      await ports.snapshots.remove(run);
    }
  }
}

/** The rules by which its repository may define organisations: their secrets are not for any folder. */
function servedRules({ repositories }: PrepareTrialPorts, root: string): Outcome<CatalogueRules> {
  const served = repositories.find(root);
  const rules = repositories.rules(root);
  if (served === null || rules === null) {
    return refuse('task_not_runnable', `this scheduler does not run the tasks of ${root}: open a notebook of a repository that it serves`);
  }
  return served.held === null ? done(rules) : refuse('task_not_runnable', served.held);
}

type Taken = { readonly run: Run['id']; readonly rules: CatalogueRules; readonly snapshot: ISnapshot };

async function judge(ports: PrepareTrialPorts, request: TrialRequest, { run, rules, snapshot }: Taken): Promise<Outcome<PreparedTrial>> {
  const python = ports.python(request.organisation);
  const code = await trialCode(snapshot, { request, rules, python });
  if (!code.ok) {
    return code;
  }
  const { checked } = code.value;
  const executor = ports.executors[checked.executor];
  const reason = checked.held ?? executor.unavailable();
  if (reason !== null) {
    return refuse('task_not_runnable', reason);
  }
  return done({
    run: newTrialRun(ports, { request, run, snapshot, executor: checked.executor }),
    code: code.value,
    snapshot,
    executor,
    python
  });
}

type NewTrial = { readonly request: TrialRequest; readonly run: Run['id']; readonly snapshot: ISnapshot; readonly executor: ExecutorName };

function newTrialRun({ store, ids, clock }: PrepareTrialPorts, { request, run, snapshot, executor }: NewTrial): Run {
  const { organisation, name } = request;
  const { commit } = snapshot;
  return {
    id: run,
    // Of a task that is not on master yet nobody else has the id.
    task: store.taskByKey(taskKey(organisation, name))?.id ?? ids.newTaskId(),
    organisation,
    version: versionOf(commit.hash),
    commit,
    status: 'QUEUED',
    reason: null,
    queued_at: new Date(clock.now()).toISOString(),
    started_at: null,
    ended_at: null,
    duration: null,
    trigger: 'trial',
    executor,
    attempt: 1,
    job: null,
    exit_code: null,
    signal: null,
    external: null,
    cpu_seconds: null,
    peak_memory: null,
    log_bytes: 0,
    environment: null,
    trial: true,
    parent: null,
    result: null
  };
}
