import { Type, type Static } from '@sinclair/typebox';
import { DURATION_PATTERN } from './duration';
import { CODOPS_PATTERN } from './identity';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';

/** Programs that hold repositories and can tell which of them carry a label. */
export const FORGES = ['gitlab', 'github', 'gitea'] as const;
export type ForgeKind = (typeof FORGES)[number];

export const LABEL_PATTERN = '^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$';
export const GROUP_PATTERN = '^[^\\s/]+(/[^\\s/]+)*$';
export const VARIABLE_PATTERN = '^[A-Za-z_]\\w*$';

const CLONE_WAYS = ['https', 'ssh'] as const;

const address = (example: string) => Type.Optional(Type.String({ minLength: 1, description: `address of its API, such as ${example}` }));

/** `discover:` of an entry of `repositories`. */
export const DiscoverSchema = Type.Object(
  {
    gitlab: address('https://gitlab.example.org'),
    github: address('https://api.github.com'),
    gitea: address('https://git.example.org; Forgejo too'),
    label: Type.Optional(
      Type.String({ pattern: LABEL_PATTERN, description: 'topic of the repositories that are served; default peach-lab' })
    ),
    token_env: Type.Optional(
      Type.String({ pattern: VARIABLE_PATTERN, description: 'variable of the scheduler’s environment with the token; default: no token' })
    ),
    organisations_by_group: Type.Record(
      Type.String({ pattern: GROUP_PATTERN }),
      Type.Array(Type.String({ pattern: CODOPS_PATTERN }), { minItems: 1 }),
      {
        additionalProperties: false,
        minProperties: 1,
        description:
          'full path of a group or owner, with the organisations that its repositories may define; a subgroup belongs to its nearest parent here'
      }
    ),
    clone: Type.Optional(stringEnum(CLONE_WAYS, 'how git fetches; default https')),
    branch: Type.Optional(Type.String({ minLength: 1, description: 'of all its repositories; default: as with url' })),
    every: Type.Optional(Type.String({ pattern: DURATION_PATTERN, description: 'time between two questions, at least 1s; default 5m' }))
  },
  { additionalProperties: false }
);
export type DiscoverFile = Readonly<Static<typeof DiscoverSchema>>;

/** A forge to ask, with every default filled in. The token itself is never here. */
export type DiscoveryConfiguration = {
  readonly forge: ForgeKind;
  /** Without a slash at its end. */
  readonly url: string;
  readonly label: string;
  readonly token_env: string | null;
  /** Paths of groups in lower case. */
  readonly organisations_by_group: Readonly<Record<string, readonly string[]>>;
  readonly clone: (typeof CLONE_WAYS)[number];
  readonly branch: string | null;
  /** Seconds. */
  readonly every: number;
};

/** A repository that carries the label, as a forge tells and as it is remembered. */
const FoundRepositorySchema = Type.Object(
  {
    path: Type.String({ description: 'group and name' }),
    group: Type.String({ description: 'full path of its group or owner' }),
    url: nullable(Type.String({ description: 'what git fetches from; null where the forge gives no address that may be used' })),
    archived: Type.Boolean()
  },
  { additionalProperties: false }
);
export type FoundRepository = Readonly<Static<typeof FoundRepositorySchema>>;

/** `<state_dir>/discoveries/<hash>.json`: the last answer of a forge in full. */
export const RememberedAnswerSchema = Type.Object(
  { asked_at: Type.Integer({ description: 'milliseconds since the epoch' }), repositories: Type.Array(FoundRepositorySchema) },
  { additionalProperties: false }
);
export type RememberedAnswer = Readonly<Static<typeof RememberedAnswerSchema>>;

/** What became of asking one forge, in `GET /api/health`. */
export const DiscoverySchema = Type.Object(
  {
    forge: stringEnum(FORGES),
    url: Type.String(),
    label: Type.String(),
    answered_at: nullable(Type.String({ format: 'date-time', description: 'when its last complete answer came; null: never' })),
    error: nullable(Type.String({ description: 'why it does not answer just now, in plain words; its last answer goes on' })),
    repositories: Type.Array(Type.String(), { description: 'urls of those that are served' }),
    left_out: Type.Array(Type.Object({ path: Type.String(), reason: Type.String() }, { additionalProperties: false }), {
      description: 'repositories with the label that are not served, and why; the first hundred'
    })
  },
  { additionalProperties: false }
);
export type Discovery = Readonly<Static<typeof DiscoverySchema>>;
