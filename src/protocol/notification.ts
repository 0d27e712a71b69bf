import { Type, type Static } from '@sinclair/typebox';
import { nullable } from './nullable';
import type { Run } from './run';
import { stringEnum } from './string-enum';

/** What a webhook is sent, as JSON. `text` alone is enough for Slack, Mattermost and the like. */
export const NotificationSchema = Type.Object(
  {
    text: Type.String({ description: 'all of it in one sentence' }),
    kind: stringEnum(['failing', 'recovered']),
    task: Type.String({ description: 'organisation/name' }),
    failures: Type.Integer({ minimum: 1, description: 'in a row' }),
    run: Type.Unsafe<Run>(Type.Ref('Run')),
    commits: Type.Object(
      {
        from: nullable(Type.String({ description: 'full hash of the commit of the last success before; null where there was none' })),
        to: Type.String({ description: 'full hash of the commit of this run' })
      },
      { additionalProperties: false }
    )
  },
  { $id: 'Notification', additionalProperties: false }
);
export type Notification = Readonly<Static<typeof NotificationSchema>>;
