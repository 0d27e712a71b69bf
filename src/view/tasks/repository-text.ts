import { formatDuration } from '../../protocol/duration';
import type { Repository } from '../../protocol/organisation';
import { parseTime } from '../words/time-text';

/** What is known of a repository: `master 4f1c2ab, fetched 6 s ago`. */
export function repositoryText(repository: Repository, now: number): string {
  const head = [repository.branch, repository.version].filter(part => part !== null).join(' ');
  const fetched = parseTime(repository.fetched_at);
  const age = fetched === null ? null : `fetched ${formatDuration(Math.max(0, Math.round((now - fetched) / 1000)))} ago`;
  return [head === '' ? 'not read yet' : head, age].filter(part => part !== null).join(', ');
}
