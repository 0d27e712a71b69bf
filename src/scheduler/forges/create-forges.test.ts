import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORGES, type DiscoveryConfiguration, type ForgeKind } from '../../protocol/discovery';
import type { ForgeAnswer } from '../forge-port';
import { createForges } from './create-forges';
import { startForge, status, TOKEN, type ForgeServer } from './test-support/forge-server';

const never = new AbortController().signal;
let directory: string;
let servers: ForgeServer[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-forges-'));
  servers = [];
});

afterEach(async () => {
  await Promise.all(servers.map(server => server.close()));
  rmSync(directory, { recursive: true, force: true });
});

async function start(kind: ForgeKind): Promise<ForgeServer> {
  const server = await startForge(kind);
  servers.push(server);
  return server;
}

const discovery = (forge: ForgeKind, url: string, more: Partial<DiscoveryConfiguration> = {}): DiscoveryConfiguration => ({
  forge,
  url,
  label: 'peach-lab',
  token_env: 'FORGE_TOKEN',
  organisations_by_group: { team: ['team'] },
  clone: 'https',
  branch: null,
  every: 300,
  ...more
});

const forges = (token = TOKEN, patience = 20_000) => createForges({ directory, environment: { FORGE_TOKEN: token }, patience });
const ask = (configuration: DiscoveryConfiguration, by = forges()): Promise<ForgeAnswer> => by.open(configuration).repositories(never);
const paths = (answer: ForgeAnswer): readonly string[] =>
  answer.kind === 'found' ? answer.repositories.map(({ path }) => path) : [answer.reason];
const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ path: `team/r${index + 1}`, topics: ['peach-lab', 'x'] }));

describe.each(FORGES)('%s', kind => {
  it('finds those with the label, page after page', async () => {
    const server = await start(kind);
    server.pageSize = 2;
    server.repositories = [...numbered(4), { path: 'team/other', topics: ['peach-lab-2'] }, { path: 'team/last', topics: ['peach-lab'] }];

    const answer = await ask(discovery(kind, server.url));

    expect(paths(answer)).toEqual(['team/r1', 'team/r2', 'team/r3', 'team/r4', 'team/last']);
    expect(answer).toMatchObject({
      repositories: [{ group: 'team', url: 'https://forge.example.org/team/r1.git', archived: false }, {}, {}, {}, {}]
    });
    expect(server.asked.length).toBeGreaterThan(2);
  });

  it('finds none where none has the label, and the addresses of ssh where those are wanted', async () => {
    const server = await start(kind);
    expect(await ask(discovery(kind, server.url))).toEqual({ kind: 'found', repositories: [] });

    server.repositories = numbered(1);
    expect(await ask(discovery(kind, server.url, { clone: 'ssh' }))).toMatchObject({
      repositories: [{ url: 'git@forge.example.org:team/r1.git' }]
    });
  });

  it('works without a token, and sends none', async () => {
    const server = await start(kind);
    server.repositories = numbered(1);

    expect(paths(await ask(discovery(kind, server.url, { token_env: null })))).toEqual(['team/r1']);
    expect(JSON.stringify(server.asked)).not.toContain(TOKEN);
  });

  it('says that the token is not taken, without the token', async () => {
    const server = await start(kind);
    server.always = status(401);

    const answer = await ask(discovery(kind, server.url));

    expect(answer).toEqual({
      kind: 'failed',
      reason: `${new URL(server.url).host} answered 401: it does not take the token in FORGE_TOKEN; give it one that may read repositories and has not expired`,
      wait: null
    });
  });

  it('is a failure as a whole where a page is missing', async () => {
    const server = await start(kind);
    server.pageSize = 1;
    server.repositories = numbered(3);
    server.instead.push(null, status(503));

    expect(await ask(discovery(kind, server.url))).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('answered 503') as string
    });
  });
});

describe('what is asked', () => {
  it('of GitLab is for the topic, by keyset pages, of projects that the token’s user is a member of', async () => {
    const server = await start('gitlab');
    await ask(discovery('gitlab', server.url));
    await ask(discovery('gitlab', server.url, { token_env: null }));

    expect(server.asked[0]?.url).toBe(
      '/api/v4/projects?topic=peach-lab&archived=false&simple=true&order_by=id&sort=asc&pagination=keyset&per_page=100&membership=true'
    );
    expect(server.asked[0]?.headers).toMatchObject({ 'private-token': TOKEN });
    expect(server.asked[1]?.url).not.toContain('membership');
  });

  it('of GitHub is what the token’s user may use, without a token what the named owners show to all', async () => {
    const server = await start('github');
    await ask(discovery('github', server.url));
    await ask(discovery('github', server.url, { token_env: null, organisations_by_group: { a: ['a'], 'b?': ['b'] } }));

    expect(server.asked.map(({ url }) => url)).toEqual([
      '/user/repos?sort=full_name&per_page=100',
      '/users/a/repos?type=owner&sort=full_name&per_page=100',
      '/users/b%3F/repos?type=owner&sort=full_name&per_page=100'
    ]);
    expect(server.asked[0]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'x-github-api-version': '2022-11-28' });
  });

  it('of Gitea is its search by topic', async () => {
    const server = await start('gitea');
    await ask(discovery('gitea', server.url));

    expect(server.asked[0]?.url).toBe('/api/v1/repos/search?q=peach-lab&topic=true&archived=false&sort=id&limit=50&page=1');
    expect(server.asked[0]?.headers).toMatchObject({ authorization: `token ${TOKEN}` });
  });

  it('tells of archived ones where the forge does', async () => {
    const server = await start('github');
    server.repositories = [{ path: 'team/old', topics: ['peach-lab'], archived: true }];

    expect(await ask(discovery('github', server.url))).toMatchObject({ repositories: [{ path: 'team/old', archived: true }] });
  });

  it('takes a topic in other letters for the label', async () => {
    const server = await start('github');
    server.repositories = [{ path: 'team/a', topics: ['peach-lab'] }];

    expect(paths(await ask(discovery('github', server.url, { label: 'Peach-Lab' })))).toEqual(['team/a']);
  });
});

describe('a limit of requests', () => {
  it.each([
    [429, { 'retry-after': '7' }, '', 7000],
    [403, { 'retry-after': '7' }, '', 7000],
    [429, {}, '', 60_000],
    [403, {}, '{"message":"You have exceeded a secondary rate limit."}', 60_000],
    [403, {}, '{"message":"Forbidden"}', null],
    [403, {}, '', null]
  ])('is told with the time to wait: %j %j %j', async (code, headers, body, wait) => {
    const server = await start('github');
    server.repositories = numbered(1);
    server.instead.push(status(code, headers, body));

    expect(await ask(discovery('github', server.url))).toMatchObject({ kind: 'failed', wait });
    expect(paths(await ask(discovery('github', server.url)))).toEqual(['team/r1']);
  });

  it('of GitHub lasts to the end of its window', async () => {
    const server = await start('github');
    const reset = Math.floor(Date.now() / 1000) + 600;
    server.instead.push(status(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) }));

    const answer = await ask(discovery('github', server.url));

    const wait = answer.kind === 'failed' ? (answer.wait ?? 0) : 0;
    expect(wait).toBeGreaterThan(500_000);
    expect(wait).toBeLessThanOrEqual(601_000);
  });
});

describe('a forge that is out of order', () => {
  const reason = async (configuration: DiscoveryConfiguration, by = forges()): Promise<string> => {
    const answer = await ask(configuration, by);
    return answer.kind === 'failed' ? answer.reason : 'found';
  };

  it.each([
    ['an error', status(500), /^127\.0\.0\.1:\d+ answered 500$/],
    ['no JSON', status(200, {}, '<html>'), /answered something that is no JSON$/],
    ['nothing', status(200, {}, ''), /answered something that is no JSON$/],
    ['JSON of another kind', status(200, {}, '{"message":"moved"}'), /answered something that is no list of repositories$/],
    ['an incomplete entry', status(200, {}, '[{"path_with_namespace":7}]'), /is no list of repositories$/],
    ['a redirect without an end', status(302, { location: '/api/v4/projects' }), /sends on more than 5 times$/],
    ['a next page at no address', status(200, { link: '<http://>; rel="next"' }, '[]'), /goes on at no address/],
    ['the same page for ever', status(200, { link: '</api/v4/projects?x>; rel=next' }, '[]'), /has no end after 2 pages$/]
  ])('is told by what it answers: %s', async (_, handler, words) => {
    const server = await start('gitlab');
    server.always = handler;

    expect(await reason(discovery('gitlab', server.url))).toMatch(words);
  });

  it('is told where nobody is there or no answer comes', async () => {
    const server = await start('gitlab');
    server.always = () => undefined;
    expect(await reason(discovery('gitlab', server.url), forges(TOKEN, 50))).toMatch(/did not answer: TimeoutError$/);

    await server.close();
    expect(await reason(discovery('gitlab', server.url))).toMatch(/did not answer: ECONNREFUSED$/);
  });

  it('is told where an answer begins and never ends, or ends too soon', async () => {
    const server = await start('gitlab');
    server.always = (_, response) => response.writeHead(200).write('[');
    expect(await reason(discovery('gitlab', server.url), forges(TOKEN, 300))).toMatch(/did not answer: TimeoutError$/);

    server.always = (_, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('[');
      response.destroy();
    };
    expect(await reason(discovery('gitlab', server.url))).toMatch(/did not answer/);
  });

  it('is told where an answer is huge, and not read to its end', async () => {
    const server = await start('gitlab');
    let sent = 0;
    server.always = (_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) {
          sent += chunk.length;
        }
      };
      response.on('drain', more);
      more();
    };

    expect(await reason(discovery('gitlab', server.url))).toMatch(/answered more than 16 MiB at once$/);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it('is given up when the scheduler ends', async () => {
    const server = await start('gitlab');
    server.always = () => undefined;
    const ending = new AbortController();
    const answer = forges().open(discovery('gitlab', server.url)).repositories(ending.signal);
    ending.abort();

    expect(await answer).toMatchObject({ kind: 'failed' });
  });
});

describe('the token', () => {
  it('follows a redirect on the same host, never one to another', async () => {
    const [server, elsewhere] = [await start('gitlab'), await start('gitlab')];
    server.repositories = numbered(1);
    server.instead.push((request, response) => status(301, { location: request.url ?? '' })(request, response));
    expect(paths(await ask(discovery('gitlab', server.url)))).toEqual(['team/r1']);

    server.instead.push(status(302, { location: `${elsewhere.url}/api/v4/projects` }));
    expect(paths(await ask(discovery('gitlab', server.url)))[0]).toContain(`sends on to ${elsewhere.url}:`);
    expect(elsewhere.asked).toEqual([]);
  });

  it('follows no next page to another host', async () => {
    const [server, elsewhere] = [await start('gitlab'), await start('gitlab')];
    server.instead.push(status(200, { link: `<${elsewhere.url}/api/v4/projects>; rel="next"` }, '[]'));

    expect(paths(await ask(discovery('gitlab', server.url)))[0]).toContain(`its list goes on at ${elsewhere.url}:`);
    expect(elsewhere.asked).toEqual([]);
  });
});

describe('the last answer', () => {
  it('is kept for the next scheduler, apart for each question, readable by its owner alone', async () => {
    const [one, other] = [discovery('gitlab', 'https://a.example.org'), discovery('gitea', 'https://a.example.org')];
    const answer = { asked_at: 7, repositories: [{ path: 'team/a', group: 'team', url: null, archived: false }] };
    await forges().remember(one, answer);

    expect(await forges().remembered(one)).toEqual(answer);
    expect(await forges().remembered({ ...one, every: 7 })).toEqual(answer);
    expect(await forges().remembered(other)).toBeNull();
    const [file = ''] = readdirSync(directory);
    expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(directory, file), 'utf8')).not.toContain(TOKEN);
  });

  it.each(['', '{', '{"asked_at": 1}'])('is none where it can’t be read: %j', async text => {
    const one = discovery('gitlab', 'https://a.example.org');
    await forges().remember(one, { asked_at: 7, repositories: [] });
    writeFileSync(join(directory, readdirSync(directory)[0] ?? ''), text);

    expect(await forges().remembered(one)).toBeNull();
  });
});
