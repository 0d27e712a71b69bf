import { roleIn } from '../../../core/access/grants';
import { METADATA_LOOP } from '../../../protocol/identity';
import type { IAudit } from '../../access-port';
import type { DomainEvent, IEvents } from '../../ports';
import type { IQueries, SchedulerServices } from '../scheduler-services';
import { auditCommands } from './audit-commands';
import type { Principal } from './principal';
import { restrictCommands } from './restrict-commands';
import { restrictQueries } from './restrict-queries';

/** The services as `principal` is given them: he sees and does what he may, and what he changes is written down. */
export function servicesFor(services: SchedulerServices, principal: Principal, audit: IAudit): SchedulerServices {
  const { queries } = services;
  const restricted = principal.kind === 'owner' ? services : restrict(services, principal);
  return { ...restricted, commands: auditCommands(restricted.commands, { audit, queries, principal }) };
}

function restrict(services: SchedulerServices, principal: Principal): SchedulerServices {
  const queries = restrictQueries(services.queries, principal.grants);
  return {
    ...services,
    queries,
    commands: restrictCommands(services.commands, services.queries, principal),
    events: restrictEvents(services.events, queries, principal)
  };
}

/** Without what happens in other organisations. */
function restrictEvents(events: IEvents, queries: IQueries, { grants }: Principal): IEvents {
  /** Urls of repositories that he could see: he is told when they go, too. */
  const seen = new Set<string>();
  const seesRepository = (url: string): boolean => {
    // To describe all organisations takes long, and each commit asks.
    if (!seen.has(url) && queries.repositories().some(repository => repository.url === url)) {
      seen.add(url);
    }
    return seen.has(url);
  };
  const concerns = (event: DomainEvent): boolean =>
    event.kind === 'repository'
      ? seesRepository(event.url)
      : event.organisation === METADATA_LOOP || roleIn(grants, event.organisation) !== null;
  return {
    publish: event => events.publish(event),
    subscribe: listener =>
      events.subscribe(event => {
        if (concerns(event)) {
          listener(event);
        }
      })
  };
}
