import { Type } from '@sinclair/typebox';
import { refuse } from '../../../protocol/errors';
import { defineRoute, type Route } from '../http/route';

/** Path of the websocket for whoever shows what goes on. */
export const EVENTS_PATH = '/api/events';
/** Path of the websocket that a Jupyter server holds while it is there. */
export const ATTACH_PATH = '/api/attach';

export const AttachQuerySchema = Type.Object(
  { root: Type.String({ pattern: '^/', description: 'absolute path of the Jupyter server’s root folder' }) },
  { additionalProperties: false }
);

/** What is left for the router: to say how these paths are used. Their upgrades never reach it. */
const needsUpgrade = {
  method: 'GET',
  answers: [{ status: 101, content: 'websocket' }],
  handle: () => refuse('bad_request', 'this is a websocket; open it with an upgrade request')
} as const;

export const websocketRoutes: readonly Route[] = [
  defineRoute({
    ...needsUpgrade,
    path: EVENTS_PATH,
    summary:
      'Websocket: subscribe to organisations, tasks:<organisation>, task:<id>, trial:<run>, log:<run>@<offset>; a snapshot, then numbered changes; logs as binary frames'
  }),
  defineRoute({
    ...needsUpgrade,
    path: ATTACH_PATH,
    query: AttachQuerySchema,
    summary: 'Websocket: while it is open, the repository of this folder is served'
  })
];
