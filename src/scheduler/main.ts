import { EventEmitter } from 'node:events';
import { readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { parseConfiguration } from '../core/configuration/parse-configuration';
import type { Configuration } from '../protocol/configuration';
import { formatProblem } from '../protocol/problem';
import { boundLog } from './bound-log';
import { defaultStateDirectory } from './cli/client/state-directory';
import type { ExamineOptions, ServeOptions } from './cli/command-io';
import { EXIT } from './cli/exit-codes';
import { runCommandLine } from './cli/run-command-line';
import { createLogger } from './create-logger';
import { workingCopyRoot } from './git/working-copy-root';
import { createModuleFinder } from './lint/module-finder';
import { createRuffNameChecker } from './lint/ruff-name-checker';
import { saveMemory } from './save-memory';
import { serve } from './serve';
import { surviveFaults } from './survive-faults';
import { systemClock } from './system-clock';
import type { Programs } from './wire-adapters';
import { runDoctor } from './wire-doctor';

declare const __PEACH_VERSION__: string;

const environment = process.env;
const STDERR = 2;

/** `peach serve`: reads the configuration, serves until asked to end, answers the exit code. */
async function runServe(options: ServeOptions): Promise<number> {
  saveMemory();
  const configuration = await readConfiguration(options);
  if (configuration === null) {
    return EXIT.failed;
  }
  const logger = createLogger(line => {
    boundLog(configuration.state_dir, STDERR);
    writeSync(STDERR, line);
  });
  surviveFaults({ process, logger, clock: systemClock });
  // Both may be files on a disk that is full.
  [process.stdout, process.stderr].forEach(stream => stream.on('error', () => undefined));
  const reread = rereadAtHangup(options);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => stop.abort());
  }
  const end = await serve({
    configuration,
    keepRunning: !options.forJupyter || options.keepRunning || configuration.keep_running,
    programs: programs(),
    version: __PEACH_VERSION__,
    environment,
    logger,
    signal: stop.signal,
    reread: listener => reread.on('read', listener),
    ready: url => process.stdout.write(`peach-lab ${__PEACH_VERSION__} serves ${configuration.state_dir} at ${url}\n`)
  });
  if (end.kind === 'ended') {
    return EXIT.good;
  }
  process.stderr.write(`peach serve: ${end.message}\n`);
  return end.kind === 'taken' ? EXIT.taken : EXIT.failed;
}

/** Emits each configuration that is read at SIGHUP. Without a file there is none, and SIGHUP ends the scheduler as any program. */
function rereadAtHangup(options: ServeOptions): EventEmitter<{ readonly read: [Configuration] }> {
  const reread = new EventEmitter<{ readonly read: [Configuration] }>();
  const read = async (): Promise<void> => {
    const next = await readConfiguration(options);
    if (next === null) {
      process.stderr.write('peach serve: the configuration stays as it was before\n');
    } else {
      reread.emit('read', next);
    }
  };
  if (options.config !== null) {
    process.on('SIGHUP', () => void read());
  }
  return reread;
}

/** Null where it is wrong: what is wrong has been printed. */
async function readConfiguration(options: ServeOptions): Promise<Configuration | null> {
  const file = options.config;
  const defaults = {
    state_dir: defaultStateDirectory(environment),
    home: homedir(),
    environment,
    directory: file === null ? process.cwd() : dirname(file)
  };
  const text = file === null ? '' : readText(file);
  if (text === null) {
    return null;
  }
  const reading = parseConfiguration(file ?? '', text, defaults);
  if (!reading.ok) {
    reading.problems.forEach(problem => process.stderr.write(`${formatProblem(problem)}\n`));
    return null;
  }
  const configuration = { ...reading.configuration, ...(options.stateDir === null ? {} : { state_dir: options.stateDir }) };
  const servesSomething = configuration.repositories.length > 0 || configuration.discoveries.length > 0;
  return servesSomething || options.forJupyter ? configuration : withCurrentFolder(configuration);
}

/** Null where it can't be read: why has been printed. */
function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    process.stderr.write(`peach serve: the configuration ${file} can’t be read (${why}); correct the path given with --config\n`);
    return null;
  }
}

async function withCurrentFolder(configuration: Configuration): Promise<Configuration | null> {
  const root = await workingCopyRoot(process.cwd());
  if (root === null) {
    process.stderr.write(`peach serve: ${process.cwd()} is not in a git repository; go to one, or name repositories with --config FILE\n`);
    return null;
  }
  return { ...configuration, repositories: [{ url: root, branch: null, organisations: null }] };
}

/** The `peach` command says where Python's half is. */
function programs(): Programs {
  return {
    python: environment.PEACH_PYTHON ?? 'python3',
    packageDir: environment.PEACH_PACKAGE_DIR ?? dirname(__dirname),
    uv: environment.PEACH_UV ?? null,
    ruff: environment.PEACH_RUFF ?? null
  };
}

const interrupted = new AbortController();
const { argv, stdout, stderr } = process;
if (argv[2] !== 'serve') {
  process.once('SIGINT', () => interrupted.abort());
}
void runCommandLine(
  argv.slice(2),
  { stdout, stderr, environment, cwd: process.cwd(), signal: interrupted.signal },
  {
    version: __PEACH_VERSION__,
    serve: runServe,
    names: createRuffNameChecker({ ruff: programs().ruff }),
    modules: createModuleFinder(),
    examine: (options: ExamineOptions) =>
      runDoctor(options, { version: __PEACH_VERSION__, programs: programs(), environment, cwd: process.cwd() })
  }
).then(code => process.exit(code));
