import { Type, type Static } from '@sinclair/typebox';
import { CODOPS_PATTERN } from './identity';
import { stringEnum } from './string-enum';

/** What a member may do in an organisation, each with all that stands before it: see; run, stop and pause; upload, create and kill; everything. */
export const ROLES = ['viewer', 'operator', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A SHA-256 in lower case. */
export const TOKEN_HASH_PATTERN = '^[0-9a-f]{64}$';

/** One entry of `access` in the configuration. */
export const AccessEntrySchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, description: 'of the member, as the audit log names him' }),
    token_sha256: Type.String({
      pattern: TOKEN_HASH_PATTERN,
      description: 'SHA-256 of the member’s token, in lower-case hexadecimal digits; the token itself is written nowhere'
    }),
    role: stringEnum(ROLES, 'viewer sees; operator also runs, stops and pauses; editor also uploads, creates and kills; admin may do all'),
    organisations: Type.Union([Type.Literal('all'), Type.Array(Type.String({ pattern: CODOPS_PATTERN }), { minItems: 1 })], {
      description: 'where the member has this role: a list of codops, or all; what is in others does not exist for him'
    })
  },
  { additionalProperties: false }
);
export type AccessEntry = Readonly<Static<typeof AccessEntrySchema>>;
