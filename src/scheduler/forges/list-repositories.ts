import type { FoundRepository } from '../../protocol/discovery';
import type { ForgeAnswer } from '../forge-port';
import { askForge, type Asking } from './ask-forge';

/** The repositories on a page that carry the label; null where the body is no such page. */
export type PageReader = (body: unknown) => readonly FoundRepository[] | null;

/** Forges don't mind the case of topics. `topics` absent: the forge does not tell, and was asked for those with the label. */
export function hasLabel(topics: readonly string[] | null | undefined, label: string): boolean {
  return topics?.some(topic => topic.toLowerCase() === label.toLowerCase()) ?? true;
}

/** More than any list has; a list without an end is no list. */
const MOST_PAGES = 500;

/** Reads all pages of the lists that begin at `starts`, one after the other as forges ask for. All of it, or a failure. */
export async function listRepositories(starts: readonly URL[], asking: Asking, read: PageReader): Promise<ForgeAnswer> {
  const found = new Map<string, FoundRepository>();
  const asked = new Set<string>();
  for (const start of starts) {
    for (let place: URL | null = start; place !== null;) {
      if (asked.size >= MOST_PAGES || asked.has(place.href)) {
        return { kind: 'failed', reason: `the list of ${start.host} has no end after ${asked.size} pages`, wait: null };
      }
      asked.add(place.href);
      const page = await askForge(place, asking);
      if (page.kind === 'failed') {
        return page;
      }
      const repositories = read(page.body);
      if (repositories === null) {
        return { kind: 'failed', reason: `${start.host} answered something that is no list of repositories`, wait: null };
      }
      // Offset pages shift while somebody makes a repository, so that one may come twice.
      repositories.forEach(repository => found.set(repository.path, repository));
      place = page.next;
    }
  }
  return { kind: 'found', repositories: [...found.values()] };
}
