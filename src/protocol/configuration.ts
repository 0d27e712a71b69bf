import { Type, type Static } from '@sinclair/typebox';
import { AccessEntrySchema, type AccessEntry } from './access';
import { DiscoverSchema, type DiscoveryConfiguration } from './discovery';
import { CODOPS_PATTERN } from './identity';
import { DURATION_PATTERN } from './duration';
import { EXECUTORS } from './run';
import { SIZE_PATTERN } from './size';
import { stringEnum } from './string-enum';

const Duration = (description: string) => Type.String({ pattern: DURATION_PATTERN, description });

/** An address without path, query and user name. */
export const PUBLIC_URL_PATTERN = '^https?://[^/?#@\\s]+/?$';

/** What one organisation is given. */
const OrganisationConfigurationSchema = Type.Object(
  {
    python: Type.Optional(
      Type.String({
        pattern: '^3(\\.\\d+){1,2}$',
        description: 'version of its interpreter, found among the installed ones; default: the scheduler’s own'
      })
    ),
    preload: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*$' }), {
        description:
          'modules that its runs find imported already; default: numpy, pandas, pyarrow and IPython where they are installed; [] for none'
      })
    ),
    env: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: 'variables of its runs; ${NAME} takes the value from the scheduler’s environment'
      })
    )
  },
  { additionalProperties: false }
);

/** The settings of one loop. */
const LoopConfigurationSchema = Type.Object(
  {
    interval: Type.Optional(Duration('from the start of one lap to the start of the next, at least; default 1m, 10s in metadata')),
    timeout: Type.Optional(Duration('longest time of one run; default 1h, 5m in metadata')),
    grace: Type.Optional(Duration('time between SIGTERM and SIGKILL; default 10s'))
  },
  { additionalProperties: false }
);

/** `peach serve --config FILE`. Every key has a default, and so has the file. */
export const ConfigurationSchema = Type.Object(
  {
    state_dir: Type.Optional(Type.String({ description: 'folder of its runs and their history; default: $XDG_STATE_HOME/peach-lab' })),
    listen: Type.Optional(
      Type.String({
        pattern: '^(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1\\]):\\d{1,5}$',
        description: 'loopback address and port; port 0 is chosen; default 127.0.0.1:0'
      })
    ),
    repositories: Type.Optional(
      Type.Array(
        Type.Object(
          {
            url: Type.Optional(Type.String({ minLength: 1, description: 'a path, file://, ssh or https; an entry has it or discover' })),
            discover: Type.Optional(DiscoverSchema),
            branch: Type.Optional(
              Type.String({ minLength: 1, description: 'default: master, else the default branch of the remote, else main' })
            ),
            organisations: Type.Optional(
              Type.Array(Type.String({ pattern: CODOPS_PATTERN }), {
                description: 'those it may define; absent with a single repository: any'
              })
            )
          },
          { additionalProperties: false }
        )
      )
    ),
    default_executor: Type.Optional(stringEnum(EXECUTORS, 'of tasks that name none; default spark')),
    organisations: Type.Optional(
      Type.Record(Type.String({ pattern: CODOPS_PATTERN }), OrganisationConfigurationSchema, { additionalProperties: false })
    ),
    loops: Type.Optional(Type.Record(Type.String({ pattern: CODOPS_PATTERN }), LoopConfigurationSchema, { additionalProperties: false })),
    limits: Type.Optional(
      Type.Object(
        {
          warm_parents: Type.Optional(
            Type.Integer({
              minimum: 0,
              description:
                'processes kept with an interpreter ready for the runs of an organisation; default 8; 0: each run starts its own interpreter'
            })
          ),
          concurrent_loops: Type.Optional(
            Type.Integer({ minimum: 1, description: 'loops that run at once on this machine; default: all' })
          ),
          log_size: Type.Optional(
            Type.String({
              pattern: SIZE_PATTERN,
              description: 'what stays of the log of one run: its first and its newest half; default 256MiB'
            })
          )
        },
        { additionalProperties: false }
      )
    ),
    retention: Type.Optional(
      Type.Object(
        {
          max_age_days: Type.Optional(
            Type.Integer({ minimum: 1, description: 'days that the log of a run stays after its end; default 30' })
          ),
          max_runs: Type.Optional(Type.Integer({ minimum: 1, description: 'runs of a task that stay, the newest; default 10000' }))
        },
        { additionalProperties: false }
      )
    ),
    notify: Type.Optional(
      Type.Array(
        Type.Object(
          {
            webhook: Type.String({
              minLength: 1,
              description: 'http or https address that is told by POST; ${NAME} takes the value from the scheduler’s environment'
            }),
            after_failures: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 100, description: 'failures of a task in a row before it is told; default 3' })
            ),
            organisations: Type.Optional(
              Type.Array(Type.String({ pattern: CODOPS_PATTERN }), { description: 'only of tasks of these; default: of all' })
            )
          },
          { additionalProperties: false }
        )
      )
    ),
    access: Type.Optional(
      Type.Array(AccessEntrySchema, {
        description: 'members beside the owner of the state directory; a token may have several entries, one a role; default: none'
      })
    ),
    public_url: Type.Optional(
      Type.String({
        pattern: PUBLIC_URL_PATTERN,
        description: 'address of the proxy in front, as members know it, such as https://peach.example.org; default: none'
      })
    ),
    fetch_interval: Type.Optional(Duration('age that the head of a remote repository may have; default 10s')),
    keep_running: Type.Optional(Type.Boolean({ description: 'true: goes on when no Jupyter server is attached; default false' }))
  },
  { $id: 'Configuration', additionalProperties: false }
);

/** The file as it was written, checked. */
export type ConfigurationFile = Readonly<Static<typeof ConfigurationSchema>>;

/** A repository to serve. `organisations` null: it may define any. `branch` null: found as the design says. */
export type RepositoryConfiguration = {
  readonly url: string;
  readonly branch: string | null;
  readonly organisations: readonly string[] | null;
};

/** What one organisation is given. `preload` null: chosen by what is installed. */
type OrganisationConfiguration = {
  readonly python: string | null;
  readonly preload: readonly string[] | null;
  readonly env: Readonly<Record<string, string>>;
};

/** Whom to tell of tasks that fail. `organisations` null: of all. */
export type NotifyConfiguration = {
  readonly webhook: string;
  readonly after_failures: number;
  readonly organisations: readonly string[] | null;
};

/** The last success and the last failure of a task stay in any case, with their logs. */
export type RetentionConfiguration = { readonly max_age_days: number; readonly max_runs: number };

/** Seconds. */
export type LoopConfiguration = { readonly interval: number; readonly timeout: number; readonly grace: number };

/** The configuration with every default filled in. Durations in seconds. */
export type Configuration = {
  readonly state_dir: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly repositories: readonly RepositoryConfiguration[];
  readonly discoveries: readonly DiscoveryConfiguration[];
  readonly default_executor: (typeof EXECUTORS)[number];
  readonly organisations: Readonly<Record<string, OrganisationConfiguration>>;
  readonly loops: Readonly<Record<string, LoopConfiguration>>;
  readonly concurrent_loops: number | null;
  readonly warm_parents: number;
  /** Bytes that stay of the log of one run. */
  readonly log_size: number;
  readonly retention: RetentionConfiguration;
  readonly notify: readonly NotifyConfiguration[];
  readonly access: readonly AccessEntry[];
  readonly public_url: string | null;
  readonly fetch_interval: number;
  readonly keep_running: boolean;
};

/** Bytes. */
export const DEFAULT_LOG_SIZE = 256 * 1024 * 1024;
/** A smaller limit would cut nearly every log. Bytes. */
export const LEAST_LOG_SIZE = 1024 * 1024;
/** Defaults of a loop that the configuration does not name, in seconds. */
export const DEFAULT_LOOP: LoopConfiguration = { interval: 60, timeout: 3600, grace: 10 };
/** Defaults of the shared loop `metadata`, in seconds. */
export const DEFAULT_METADATA_LOOP: LoopConfiguration = { interval: 10, timeout: 300, grace: 10 };
export const DEFAULT_AFTER_FAILURES = 3;
export const DEFAULT_RETENTION: RetentionConfiguration = { max_age_days: 30, max_runs: 10_000 };
