import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ForgeKind } from '../../../protocol/discovery';

/** A repository on the forge. */
type HeldRepository = {
  readonly path: string;
  readonly topics: readonly string[];
  readonly archived?: boolean;
  /** What git fetches from by https; made from the path where it is absent. */
  readonly url?: string;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A forge over real HTTP that answers as its documentation says. */
export type ForgeServer = {
  readonly url: string;
  repositories: readonly HeldRepository[];
  /** Entries of a page, whatever is asked for. */
  pageSize: number;
  /** Take the next requests in place of the forge, one each; null: the forge itself answers. */
  readonly instead: (Handler | null)[];
  /** Takes all requests in place of the forge. */
  always: Handler | null;
  readonly asked: { readonly url: string; readonly headers: Readonly<Record<string, unknown>> }[];
  close(): Promise<void>;
};

export const TOKEN = 't0k-s3cret';

/** `handler`: what is answered besides the API. */
export async function startForge(kind: ForgeKind, handler: Handler | null = null): Promise<ForgeServer> {
  const server = createServer((request, response) => {
    if (handler !== null && !/^\/(api|user|users)\//.test(request.url ?? '')) {
      handler(request, response);
      return;
    }
    forge.asked.push({ url: request.url ?? '', headers: request.headers });
    const take =
      (forge.instead.length > 0 ? forge.instead.shift() : forge.always) ?? ((_, answer) => answerAs(kind, forge, request, answer));
    take(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const forge: ForgeServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    repositories: [],
    pageSize: 100,
    instead: [],
    always: null,
    asked: [],
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
  return forge;
}

/** An answer without a body, for {@link ForgeServer.instead}. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Handler {
  return (_, response) => response.writeHead(code, headers).end(body);
}

type Page = { readonly items: readonly HeldRepository[]; readonly links: readonly string[]; readonly total: number };

function answerAs(kind: ForgeKind, forge: ForgeServer, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', forge.url);
  const { body, page } =
    kind === 'gitlab' ? gitlab(forge, url, request) : kind === 'github' ? github(forge, url, request) : gitea(forge, url);
  if (page === null) {
    response.writeHead(body.status, { 'content-type': 'application/json' }).end(JSON.stringify(body.json));
    return;
  }
  const link: Readonly<Record<string, string>> = page.links.length === 0 ? {} : { link: page.links.join(', ') };
  response
    .writeHead(200, { 'content-type': 'application/json', 'x-total-count': String(page.total), ...link })
    .end(JSON.stringify(body.json));
}

type Answer = { readonly body: { readonly status: number; readonly json: unknown }; readonly page: Page | null };

const refusal = (code: number): Answer => ({ body: { status: code, json: { message: `${code}` } }, page: null });

/** `GET /projects`: keyset pages by id; the link is absent, and the list empty, only behind the last project. */
function gitlab(forge: ForgeServer, url: URL, request: IncomingMessage): Answer {
  const query = Object.fromEntries(url.searchParams);
  const token = request.headers['private-token'];
  if (url.pathname !== '/api/v4/projects' || query.pagination !== 'keyset' || query.order_by !== 'id' || query.sort !== 'asc') {
    return refusal(url.pathname === '/api/v4/projects' ? 405 : 404);
  }
  if (token !== undefined && token !== TOKEN) {
    return refusal(401);
  }
  const numbered = forge.repositories.map((repository, index) => ({ id: index + 1, ...repository }));
  const left = numbered.filter(
    ({ id, topics, archived }) => id > Number(query.id_after ?? 0) && topics.includes(query.topic ?? '') && archived !== true
  );
  const items = left.slice(0, forge.pageSize);
  const next = new URL(url);
  next.searchParams.set('id_after', String(items.at(-1)?.id));
  const json = items.map(({ id, path, topics, url: address }) => ({
    id,
    path_with_namespace: path,
    topics,
    ssh_url_to_repo: `git@forge.example.org:${path}.git`,
    http_url_to_repo: address ?? `https://forge.example.org/${path}.git`,
    namespace: { full_path: path.split('/').slice(0, -1).join('/') }
  }));
  const links = items.length === forge.pageSize ? [`<${next.href}>; rel="next"`] : [];
  return { body: { status: 200, json }, page: { items, links, total: left.length } };
}

function numberedPage(forge: ForgeServer, url: URL, all: readonly HeldRepository[]): Page {
  const number = Number(url.searchParams.get('page') ?? 1);
  const last = Math.ceil(all.length / forge.pageSize);
  const items = all.slice((number - 1) * forge.pageSize, number * forge.pageSize);
  const link = (page: number, rel: string): string => {
    const target = new URL(url);
    target.searchParams.set('page', String(page));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link(number - 1, 'prev')] : []),
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first')] : [])
  ];
  return { items, links, total: all.length };
}

const owned = ({ path, topics, archived, url }: HeldRepository) => ({
  full_name: path,
  owner: { login: path.split('/')[0] },
  clone_url: url ?? `https://forge.example.org/${path}.git`,
  ssh_url: `git@forge.example.org:${path}.git`,
  archived: archived ?? false,
  topics
});

/** `GET /user/repos` with a token, `GET /users/{owner}/repos` without: all repositories, archived ones too. */
function github(forge: ForgeServer, url: URL, request: IncomingMessage): Answer {
  const owner = /^\/users\/([^/]+)\/repos$/.exec(url.pathname)?.[1];
  if (owner === undefined && url.pathname !== '/user/repos') {
    return refusal(404);
  }
  if (owner === undefined && request.headers.authorization !== `Bearer ${TOKEN}`) {
    return refusal(401);
  }
  const all = forge.repositories.filter(({ path }) => owner === undefined || path.toLowerCase().startsWith(`${owner.toLowerCase()}/`));
  const page = numberedPage(forge, url, all);
  return { body: { status: 200, json: page.items.map(owned) }, page };
}

/** `GET /repos/search`. */
function gitea(forge: ForgeServer, url: URL): Answer {
  const query = Object.fromEntries(url.searchParams);
  if (url.pathname !== '/api/v1/repos/search' || query.topic !== 'true' || query.archived !== 'false') {
    return refusal(404);
  }
  const all = forge.repositories.filter(({ topics, archived }) => topics.includes((query.q ?? '').toLowerCase()) && archived !== true);
  const page = numberedPage(forge, url, all);
  return { body: { status: 200, json: { ok: true, data: page.items.map(owned) } }, page };
}
