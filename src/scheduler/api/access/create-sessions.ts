import { createHash, timingSafeEqual } from 'node:crypto';
import { ALL_GRANTS, grantsOf } from '../../../core/access/grants';
import type { AccessEntry } from '../../../protocol/access';
import { hasEnded } from '../../../protocol/run';
import type { IAudit, IRunTokens } from '../../access-port';
import type { ILogger } from '../../ports';
import type { Principal } from '../../services/access/principal';
import { servicesFor } from '../../services/access/services-for';
import type { SchedulerServices } from '../../services/scheduler-services';
import { TopicChannels } from '../events/topic-channels';

/** Somebody who may ask, and the scheduler as it is to him. */
export type Session = {
  readonly principal: Principal;
  readonly services: SchedulerServices;
  readonly channels: TopicChannels;
};

/** Who may ask. */
export interface ISessions {
  /** Whose `Authorization` header this is; null: nobody's. */
  of(authorization: string | undefined): Session | null;
  /** From now on these are the members. */
  setMembers(access: readonly AccessEntry[]): void;
}

export type SessionsOptions = {
  readonly services: SchedulerServices;
  /** The secret of the scheduler's owner. */
  readonly token: string;
  readonly access: readonly AccessEntry[];
  readonly runTokens: IRunTokens;
  readonly audit: IAudit;
  readonly logger: ILogger;
};

type KnownSession = { readonly digest: Buffer; readonly session: Session };

/**
 * Secrets are compared as hashes, in constant time and each with all, so that neither length nor prefix nor place shows.
 * Everybody with the same token shares what is made for him.
 */
export function createSessions(options: SessionsOptions): ISessions {
  const { services, runTokens, logger } = options;
  const sessionOf = (principal: Principal): Session => {
    const own = servicesFor(services, principal, options.audit);
    return { principal, services: own, channels: new TopicChannels(own, logger) };
  };
  const owner = { digest: digestOf(options.token), session: sessionOf({ kind: 'owner', name: 'owner', grants: ALL_GRANTS }) };
  const membersOf = (access: readonly AccessEntry[]): readonly KnownSession[] =>
    [...Map.groupBy(access, entry => entry.token_sha256)].map(([hash, entries]) => ({
      digest: Buffer.from(hash, 'hex'),
      session: sessionOf({ kind: 'member', name: entries[0]?.name ?? '', grants: grantsOf(entries) })
    }));
  let known = [owner, ...membersOf(options.access)];

  /** The code of a run may do in its organisation what those may who write it. */
  const sessionOfRun = (token: string): Session | null => {
    const id = runTokens.runOf(token);
    const run = id === null ? null : services.queries.run(id);
    return run === null || hasEnded(run.status)
      ? null
      : sessionOf({ kind: 'run', name: run.id, grants: grantsOf([{ role: 'editor', organisations: [run.organisation] }]) });
  };

  return {
    of: authorization => {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      const given = digestOf(token ?? '');
      const found = known.filter(({ digest }) => timingSafeEqual(digest, given));
      return token === undefined ? null : (found[0]?.session ?? sessionOfRun(token));
    },
    setMembers: access => {
      known = [owner, ...membersOf(access)];
    }
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
