import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does in place of an answer. */
export type HttpFault = (request: IncomingMessage, response: ServerResponse) => boolean;

export type GitHttpServer = {
  /** `http://localhost:<port>` */
  readonly url: string;
  /** The Authorization headers that came, decoded. */
  readonly credentials: readonly string[];
  close(): Promise<void>;
};

/** Serves the repositories in `root` by git's smart protocol over HTTP; `fault` answers in its place where it is true. */
export async function serveGitOverHttp(root: string, fault: HttpFault = () => false): Promise<GitHttpServer> {
  const credentials: string[] = [];
  const server = createServer((request, response) => {
    const [, coded = ''] = (request.headers.authorization ?? '').split(' ');
    credentials.push(...(coded === '' ? [] : [Buffer.from(coded, 'base64').toString()]));
    if (!fault(request, response)) {
      answerByGit(root, request, response);
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    credentials,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}

/** As a CGI program, which `git http-backend` is. */
function answerByGit(root: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const git = spawn('git', ['-c', 'http.receivepack=false', '-c', 'safe.directory=*', 'http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? '')
    },
    stdio: ['pipe', 'pipe', 'inherit']
  });
  git.stdin.on('error', () => undefined);
  request.pipe(git.stdin);
  const parts: Buffer[] = [];
  git.stdout.on('data', (bytes: Buffer) => parts.push(bytes));
  git.on('close', () => {
    const answer = Buffer.concat(parts);
    const end = answer.indexOf('\r\n\r\n');
    const headers = answer
      .subarray(0, end)
      .toString('latin1')
      .split('\r\n')
      .map(line => line.split(': '));
    const status = headers.find(([name]) => name === 'Status')?.[1];
    response.statusCode = Number(status?.slice(0, 3) ?? 200);
    headers.filter(([name]) => name !== 'Status').forEach(([name = '', value = '']) => response.setHeader(name, value));
    response.end(answer.subarray(end + 4));
  });
}
