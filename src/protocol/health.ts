import { Type, type Static } from '@sinclair/typebox';
import { DiscoverySchema } from './discovery';

/** `GET /api/health`. */
export const HealthSchema = Type.Object(
  {
    version: Type.String(),
    pid: Type.Integer(),
    started_at: Type.String({ format: 'date-time' }),
    uptime: Type.Number({ description: 'seconds' }),
    owner: Type.String({ description: 'name of the user whose scheduler this is' }),
    state_dir: Type.String(),
    attached: Type.Integer({ minimum: 0, description: 'Jupyter servers attached just now' }),
    loops: Type.Array(
      Type.Object({ name: Type.String(), lap: Type.Integer(), standing_still: Type.Boolean() }, { additionalProperties: false })
    ),
    discoveries: Type.Array(DiscoverySchema, { description: 'forges that are asked for repositories with a label' })
  },
  { $id: 'Health', additionalProperties: false }
);
export type Health = Readonly<Static<typeof HealthSchema>>;

/** `<state_dir>/scheduler.json`, mode 0600: where the scheduler of this directory listens, and the secret it asks for. */
export const SchedulerAddressSchema = Type.Object(
  {
    pid: Type.Integer({ minimum: 1 }),
    url: Type.String(),
    token: Type.String({ minLength: 32 }),
    version: Type.String(),
    started_at: Type.String({ format: 'date-time' })
  },
  { additionalProperties: false }
);
export type SchedulerAddress = Readonly<Static<typeof SchedulerAddressSchema>>;

/** Name of the file with the {@link SchedulerAddress}. */
export const ADDRESS_FILE = 'scheduler.json';
