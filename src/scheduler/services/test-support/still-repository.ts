import { done } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { Head, IRepository } from '../../ports';

/** The only head of {@link stillRepository}. */
export const STILL_HEAD: Head = {
  branch: 'master',
  commit: { hash: '0'.repeat(40) as CommitHash, author: 'Ada', subject: 'Work', time: '2026-01-01T00:00:00.000Z' },
  fetchedAt: 0
};

/** A repository without definitions, whose head stays what it is; nothing is run from it. */
export function stillRepository(changes: Partial<IRepository> = {}): IRepository {
  return {
    url: '/srv/work',
    local: true,
    head: () => Promise.resolve(done(STILL_HEAD)),
    fetch: () => Promise.resolve(done(null)),
    definitionFiles: () => Promise.resolve(done([])),
    readFiles: () => Promise.resolve(done(new Map())),
    checkout: () => Promise.reject(new Error('nothing is run here')),
    adoptCheckout: root => ({ root, release: () => undefined }),
    reclaimCheckouts: () => undefined,
    prepareCheckout: () => undefined,
    checkoutNotes: () => Promise.resolve([]),
    watch: () => () => undefined,
    ...changes
  };
}
