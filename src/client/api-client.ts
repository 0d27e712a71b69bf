import { createCheck, type Check } from '../protocol/check';
import { versionOf, type RunId, type TaskId } from '../protocol/identity';
import { parseJson } from '../protocol/json';
import {
  OrganisationsAnswerSchema,
  PausedAnswerSchema,
  RunsAnswerSchema,
  TasksAnswerSchema,
  type PausedAnswer
} from '../protocol/list-answers';
import {
  LogLinesAnswerSchema,
  LogSearchAnswerSchema,
  LogTimesAnswerSchema,
  type LogLinesAnswer,
  type LogSearchAnswer,
  type LogTimesAnswer
} from '../protocol/log-lines';
import { NotebookTasksSchema, type NotebookTasks } from '../protocol/notebook-tasks';
import type { Organisation } from '../protocol/organisation';
import { PreflightAnswerSchema, type PreflightAnswer, type PreflightRequest } from '../protocol/preflight';
import { RunSchema, type Run, type RunStatus } from '../protocol/run';
import { HistoryAnswerSchema, type HistoryAnswer, type RunSummary } from '../protocol/run-history';
import { TaskSchema, type Task } from '../protocol/task';
import { TrialSchema, type Trial, type TrialRequest } from '../protocol/trial';
import {
  CommitAnswerSchema,
  WorkingCopySchema,
  WorkingFileSchema,
  type CommitAnswer,
  type CommitRequest,
  type WorkingCopy,
  type WorkingFile,
  type WriteFileRequest
} from '../protocol/working-copy';
import type { Answer } from './answer';
import type { HttpRequest, IHttp, IHttpResponse } from './http';
import { readAnswer, readFailure } from './read-answer';

/** A page of runs, newest first; `before` is the last run of the page before it. */
type RunsPage = { readonly limit?: number; readonly before?: RunId; readonly status?: RunStatus };

type HistoryPage = { readonly limit: number; readonly before: RunId | null };

/** Bytes from `from` up to, not including, `to`; to the end where `to` is null. */
type LogRange = { readonly from: number; readonly to: number | null };

type LogSearchRequest = {
  readonly words: string;
  readonly matchCase: boolean;
  readonly from: number;
  /** Resolves when nobody waits for the matches any more. */
  readonly cancelled: Promise<unknown>;
};

/** The scheduler’s HTTP API, typed. */
export interface IApiClient {
  organisations(): Promise<Answer<readonly Organisation[]>>;
  /** Tasks of one organisation, or of all. */
  tasks(organisation: string | null): Promise<Answer<readonly Task[]>>;
  task(id: TaskId): Promise<Answer<Task>>;
  runs(task: TaskId, page: RunsPage): Promise<Answer<readonly Run[]>>;
  /** The same in short: many more at once. */
  history(task: TaskId, page: HistoryPage): Promise<Answer<readonly RunSummary[]>>;
  run(id: RunId): Promise<Answer<Run>>;
  runNow(task: TaskId): Promise<Answer<Run>>;
  stop(run: RunId): Promise<Answer<Run>>;
  /** With `paused`, the task starts nothing by itself; else it goes on. */
  pauseTask(task: TaskId, paused: boolean): Promise<Answer<Task>>;
  /** Answers whether the loop is paused now: it is still where everything is. */
  pauseLoop(loop: string, paused: boolean): Promise<Answer<PausedAnswer>>;
  /** The log of a run; an empty range beyond its end has no bytes. */
  log(run: RunId, range: LogRange): Promise<Answer<Uint8Array>>;
  /** How many lines begin in each block of the log’s first `to` bytes. */
  logLines(run: RunId, to: number): Promise<Answer<LogLinesAnswer>>;
  /** When the bytes from `from` up to, not including, `to` came. */
  logTimes(run: RunId, from: number, to: number): Promise<Answer<LogTimesAnswer>>;
  /** Where words stand in the log, in the lines that begin at `from` or later. */
  searchLog(run: RunId, search: LogSearchRequest): Promise<Answer<LogSearchAnswer>>;
  preflight(request: PreflightRequest): Promise<Answer<PreflightAnswer>>;
  /** Runs a task once from a working copy, as it is in this moment. */
  startTrial(request: TrialRequest): Promise<Answer<Trial>>;
  /** What the checkout around `path`, absolute on the scheduler’s machine, looks like. */
  workingCopy(path: string): Promise<Answer<WorkingCopy>>;
  /** The tasks of the notebook at `path`, absolute on the scheduler’s machine. */
  notebookTasks(path: string): Promise<Answer<NotebookTasks>>;
  workingFile(root: string, path: string): Promise<Answer<WorkingFile>>;
  writeWorkingFile(request: WriteFileRequest): Promise<Answer<WorkingFile>>;
  commit(request: CommitRequest): Promise<Answer<CommitAnswer>>;
}

const JSON_HEADERS = { 'Content-Type': 'application/json' };

const checkOrganisations = listOf(createCheck(OrganisationsAnswerSchema), 'organisations');
const checkTasks = listOf(createCheck(TasksAnswerSchema), 'tasks');
const checkRuns = listOf(createCheck(RunsAnswerSchema), 'runs');
const checkHistory = historyOf(createCheck(HistoryAnswerSchema));
const checkTask = createCheck(TaskSchema);
const checkRun = createCheck(RunSchema);
const checkPaused = createCheck(PausedAnswerSchema);
const checkLogLines = createCheck(LogLinesAnswerSchema);
const checkLogTimes = createCheck(LogTimesAnswerSchema);
const checkLogSearch = createCheck(LogSearchAnswerSchema);
const checkPreflight = createCheck(PreflightAnswerSchema);
const checkTrial = createCheck(TrialSchema);
const checkWorkingCopy = createCheck(WorkingCopySchema);
const checkNotebookTasks = createCheck(NotebookTasksSchema);
const checkWorkingFile = createCheck(WorkingFileSchema);
const checkCommit = createCheck(CommitAnswerSchema);

/** The API over `http`. */
export function createApiClient(http: IHttp): IApiClient {
  const get = <T>(path: string, check: Check<T>) => call(http, { method: 'GET', path, headers: {}, body: null }, check);
  const send = <T>(method: 'POST' | 'PUT', path: string, body: unknown, check: Check<T>) =>
    call(http, { method, path, headers: JSON_HEADERS, body: JSON.stringify(body) }, check);
  return {
    organisations: () => get('organisations', checkOrganisations),
    tasks: organisation => get(`tasks${query({ organisation })}`, checkTasks),
    task: id => get(`tasks/${id}`, checkTask),
    runs: (task, page) => get(`tasks/${task}/runs${query(page)}`, checkRuns),
    history: (task, page) => get(`tasks/${task}/history${query(page)}`, checkHistory),
    run: id => get(`runs/${id}`, checkRun),
    runNow: task => send('POST', `tasks/${task}/runs`, {}, checkRun),
    stop: run => send('POST', `runs/${run}/stop`, {}, checkRun),
    pauseTask: (task, paused) => send('POST', `tasks/${task}/${pauseWord(paused)}`, {}, checkTask),
    pauseLoop: (loop, paused) => send('POST', `loops/${encodeURIComponent(loop)}/${pauseWord(paused)}`, {}, checkPaused),
    log: (run, range) => readLog(http, run, range),
    logLines: (run, to) => get(`runs/${run}/log/lines${query({ to })}`, checkLogLines),
    logTimes: (run, from, to) => get(`runs/${run}/log/times${query({ from, to })}`, checkLogTimes),
    searchLog: (run, { words, matchCase, from, cancelled }) => {
      const path = `runs/${run}/log/search${query({ text: words, match_case: matchCase ? '1' : null, from })}`;
      return call(http, { method: 'GET', path, headers: {}, body: null, cancelled }, checkLogSearch);
    },
    preflight: request => send('POST', 'preflight', request, checkPreflight),
    startTrial: request => send('POST', 'trials', request, checkTrial),
    workingCopy: path => get(`working-copies${query({ path })}`, checkWorkingCopy),
    notebookTasks: path => get(`notebook-tasks${query({ path })}`, checkNotebookTasks),
    workingFile: (root, path) => get(`working-copies/file${query({ root, path })}`, checkWorkingFile),
    writeWorkingFile: request => send('PUT', 'working-copies/file', request, checkWorkingFile),
    commit: request => send('POST', 'working-copies/commit', request, checkCommit)
  };
}

function pauseWord(paused: boolean): string {
  return paused ? 'pause' : 'resume';
}

async function call<T>(http: IHttp, request: HttpRequest, check: Check<T>): Promise<Answer<T>> {
  const response = await sendRequest(http, request);
  return response.ok ? readAnswer(response.value.status, await response.value.text(), check) : response;
}

async function readLog(http: IHttp, run: RunId, range: LogRange): Promise<Answer<Uint8Array>> {
  const last = range.to === null ? '' : range.to - 1;
  const whole = range.from === 0 && range.to === null;
  const headers: Record<string, string> = whole ? {} : { Range: `bytes=${range.from}-${last}` };
  const response = await sendRequest(http, { method: 'GET', path: `runs/${run}/log`, headers, body: null });
  if (!response.ok) {
    return response;
  }
  const { status } = response.value;
  if (status === 200 || status === 206) {
    return { ok: true, value: new Uint8Array(await response.value.arrayBuffer()) };
  }
  return status === 416
    ? { ok: true, value: new Uint8Array() }
    : { ok: false, failure: readFailure(status, parseJson(await response.value.text())) };
}

async function sendRequest(http: IHttp, request: HttpRequest): Promise<Answer<IHttpResponse>> {
  try {
    return { ok: true, value: await http.send(request) };
  } catch (cause) {
    const message = 'The Jupyter server does not answer. Check that it is running and that the network is there, then try again.';
    return { ok: false, failure: { code: 'unreachable', message, details: String(cause) } };
  }
}

function query(parameters: Readonly<Record<string, string | number | null | undefined>>): string {
  const parts = Object.entries(parameters).flatMap(([name, value]) => (value == null ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The list that stands in the answer under `name`. */
function listOf<K extends string, T>(check: Check<Readonly<Record<K, T>>>, name: K): Check<T> {
  return value => {
    const checked = check(value);
    return checked.ok ? { ok: true, value: checked.value[name] } : checked;
  };
}

/** Each run with its own commit again. */
function historyOf(check: Check<HistoryAnswer>): Check<readonly RunSummary[]> {
  return value => {
    const checked = check(value);
    if (!checked.ok) {
      return checked;
    }
    const { runs, commits } = checked.value;
    return {
      ok: true,
      value: runs.flatMap(({ commit: place, ...run }) => {
        const commit = commits[place];
        return commit === undefined ? [] : [{ ...run, commit, version: versionOf(commit.hash) }];
      })
    };
  };
}
