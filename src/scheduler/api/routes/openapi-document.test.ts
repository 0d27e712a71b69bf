import { describe, expect, it } from 'vitest';
import { ALL_ROUTES } from './all-routes';
import { openApiDocument } from './openapi-document';

type Operation = { parameters: { name: string; in: string; required: boolean }[]; responses: Record<string, unknown> };
type Document = {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

const document = JSON.parse(JSON.stringify(openApiDocument('1.2.3'))) as Document;

function valuesOf(name: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([key, item]) => (key === name ? [item] : valuesOf(name, item)));
}

describe('openApiDocument', () => {
  it('describes every route', () => {
    for (const route of ALL_ROUTES) {
      expect(document.paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]).toMatchObject({
        summary: route.summary
      });
    }
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
  });

  it('defines every schema that it refers to, and no schema keeps a name of its own', () => {
    const names = valuesOf('$ref', document).map(reference => String(reference).replace('#/components/schemas/', ''));

    expect(names).toContain('Run');
    expect(names.filter(name => document.components.schemas[name] === undefined || document.components.schemas[name] === null)).toEqual([]);
    expect(valuesOf('$id', document)).toEqual([]);
  });

  it('tells parameters, their place and whether they are needed', () => {
    const runs = document.paths['/api/tasks/{organisation}/{name}/runs']?.get;
    const copies = document.paths['/api/working-copies']?.get;

    expect(runs?.parameters.map(({ name, in: place, required }) => `${place} ${name} ${String(required)}`)).toEqual([
      'path organisation true',
      'path name true',
      'query status false',
      'query limit false',
      'query before false'
    ]);
    expect(copies?.parameters[0]).toMatchObject({ name: 'path', required: true });
  });

  it('tells what a call answers, its refusals among it', () => {
    const responses = document.paths['/api/tasks/{task}/runs']?.post?.responses;

    expect(responses).toMatchObject({
      202: {},
      401: {},
      404: { description: 'not_found' },
      409: { description: 'task_running, task_not_runnable' }
    });
  });
});
