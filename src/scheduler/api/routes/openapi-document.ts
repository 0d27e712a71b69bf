import type { TSchema } from '@sinclair/typebox';
import { DueTimeSchema } from '../../../protocol/due-time';
import { ApiErrorSchema, ERROR_STATUS, type ErrorCode } from '../../../protocol/errors';
import { LoopSchema, OrganisationSchema, RepositorySchema } from '../../../protocol/organisation';
import { ProblemSchema } from '../../../protocol/problem';
import { CommitSchema, RunSchema } from '../../../protocol/run';
import { TaskSchema } from '../../../protocol/task';
import type { Route, RouteAnswer } from '../http/route';
import { ALL_ROUTES } from './all-routes';

type Fields = Readonly<Record<string, unknown>>;

/** Schemas that others name by their `$id`, without any route naming them itself. */
const NAMED: readonly TSchema[] = [
  ProblemSchema,
  CommitSchema,
  RunSchema,
  TaskSchema,
  DueTimeSchema,
  LoopSchema,
  RepositorySchema,
  OrganisationSchema,
  ApiErrorSchema
];

/** Codes that every call can be refused with. */
const COMMON_ERRORS: readonly ErrorCode[] = [
  'bad_request',
  'unauthorised',
  'forbidden_host',
  'forbidden_origin',
  'too_large',
  'internal',
  'forbidden',
  'starting',
  'shutting_down'
];

/** The OpenAPI 3.1 description of the API, made from the routes and schemas that requests are checked with. */
export function openApiDocument(version: string): Fields {
  const components = new Map<string, unknown>();
  for (const schema of NAMED) {
    refer(schema, components);
  }
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of ALL_ROUTES) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, components) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'PEACH Lab scheduler', version, description: 'Times are RFC 3339 in UTC, durations are seconds, sizes are bytes.' },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: Object.fromEntries([...components].sort(([one], [other]) => (one < other ? -1 : 1)))
    }
  };
}

function operation(route: Route, components: Map<string, unknown>): Fields {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const required: readonly string[] = route.query?.required ?? [];
  const inQuery = Object.entries(route.query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: refer(schema, components)
  }));
  return {
    summary: route.summary,
    parameters: [...inPath, ...inQuery],
    ...(route.body === null
      ? {}
      : { requestBody: { required: !route.bodyOptional, content: { 'application/json': { schema: refer(route.body, components) } } } }),
    responses: {
      ...errorResponses(route),
      ...Object.fromEntries(route.answers.map(answer => [answer.status, success(answer, components)]))
    }
  };
}

function success({ content, status }: RouteAnswer, components: Map<string, unknown>): Fields {
  switch (content) {
    case 'websocket':
      return { description: 'the websocket is open' };
    case 'log':
      return {
        description: status === 206 ? 'a part of the log' : 'the log',
        content: { 'text/plain': { schema: { type: 'string', format: 'binary' } } }
      };
    case 'metrics':
      return { description: 'figures', content: { 'text/plain': { schema: { type: 'string' } } } };
    case 'document':
      return { description: 'this document', content: { 'application/json': { schema: { type: 'object' } } } };
    default:
      return { description: status === 202 ? 'accepted' : 'done', content: { 'application/json': { schema: refer(content, components) } } };
  }
}

function errorResponses(route: Route): Fields {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...COMMON_ERRORS, ...route.errors]) {
    const codes = byStatus.get(ERROR_STATUS[code]) ?? [];
    byStatus.set(ERROR_STATUS[code], codes.includes(code) ? codes : [...codes, code]);
  }
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/ApiError' } } };
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content }]));
}

/** The schema as this document writes it: whatever has a name stands among the components and is referred to. */
function refer(schema: unknown, components: Map<string, unknown>): unknown {
  if (Array.isArray(schema)) {
    return schema.map(item => refer(item, components));
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const { $id, ...fields } = schema as Fields;
  const written = () =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        name === '$ref' ? `#/components/schemas/${String(value)}` : refer(value, components)
      ])
    );
  if (typeof $id !== 'string') {
    return written();
  }
  if (!components.has($id)) {
    components.set($id, null);
    components.set($id, written());
  }
  return { $ref: `#/components/schemas/${$id}` };
}
