/**
 * What is still to be told to webhooks: `receiver` is the SHA-256 of the address, which may hold a secret. And the few tasks
 * with a schedule among many without.
 */
export const NOTIFICATIONS = `
create table notification (
  id integer primary key,
  receiver text not null,
  body text not null,
  attempts integer not null default 0
) strict;
create index notification_by_receiver on notification (receiver);
create index task_with_schedule on task (organisation, position)
  where schedule is not null or (removed = 0 and stored -> '$.definition.schedule' is not null);
`;
