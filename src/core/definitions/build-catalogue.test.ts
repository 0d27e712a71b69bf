import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LOOP, DEFAULT_METADATA_LOOP, type LoopConfiguration } from '../../protocol/configuration';
import { taskKey } from '../../protocol/identity';
import { formatProblem } from '../../protocol/problem';
import { KUBERNETES_HELD } from '../../protocol/task-definition';
import { buildCatalogue, type BuiltOrganisations } from './build-catalogue';
import type { Catalogue, CatalogueOrganisation, CatalogueTask, DefinitionFile } from './definition';
import { parseDefinitionFile } from './parse-definition-file';

type Options = { readonly allowed?: readonly string[]; readonly incumbents?: Readonly<Record<string, string>> };

/** The catalogue of files that are given as their texts by path; incumbents are tasks of `debr` by name. */
function catalogue(files: Readonly<Record<string, string>>, { allowed, incumbents = {} }: Options = {}): Catalogue {
  return buildCatalogue({
    files: Object.entries(files).map(([file, text]) => parseDefinitionFile(file, text)),
    allowed: allowed ?? null,
    incumbents: () => new Map(Object.entries(incumbents).map(([name, file]) => [taskKey('debr', name), file])),
    defaultExecutor: 'spark',
    loop: name => (name === 'metadata' ? DEFAULT_METADATA_LOOP : DEFAULT_LOOP)
  });
}

/** The one task of an organisation whose only task has these fields. */
function task(fields: string): CatalogueTask {
  const [found] =
    catalogue({ 'peach.yaml': `codops: debr\ntasks:\n  a: {notebook: n.ipynb, method: f, ${fields}}` }).organisations[0]?.tasks ?? [];
  if (found === undefined) {
    throw new Error('no task');
  }
  return found;
}

function defining(...names: readonly string[]): string {
  return `codops: debr\ntasks: {${names.map(name => `${name}: {notebook: n.ipynb, method: f}`).join(', ')}}`;
}

function keysOf({ organisations }: Catalogue): readonly string[] {
  return organisations.flatMap(({ tasks }) =>
    tasks.map(({ key, definition, position }) => `${key} ${position.file}${definition === null ? ' invalid' : ''}`)
  );
}

describe('buildCatalogue on one task', () => {
  it('fills in what the task leaves to the configuration', () => {
    expect(task('')).toMatchObject({
      key: 'debr/a',
      executor: 'spark',
      loop: 'debr',
      timeout: 3600,
      held: null,
      problems: [],
      requirements: []
    });
    expect(task('loop: metadata')).toMatchObject({ loop: 'metadata', timeout: 300 });
    expect(task('executor: python, timeout: 90s, loop: debr')).toMatchObject({ executor: 'python', timeout: 90, loop: 'debr' });
  });

  it('knows where its own requirements stand', () => {
    expect(task('dependencies: [" numpy "]').requirements).toEqual([
      { text: 'numpy', position: { file: 'peach.yaml', line: 3, column: 52 } }
    ]);
  });

  it.each([
    ['schedule: "0 6 * * *"', null],
    ['retries: {limit: 2}', null],
    ['cells: needed', null],
    ['executor: kubernetes', KUBERNETES_HELD],
    ['disabled: true', null]
  ])('holds %s', (fields, held) => {
    expect(task(fields).held).toBe(held);
    expect(task(fields).definition).not.toBeNull();
  });

  it.each([
    ['timeout: 2h', 'peach.yaml:3:46: timeout is 2 h; the loop debr allows at most 1 h'],
    ['loop: metadata, timeout: 301s', 'peach.yaml:3:62: timeout is 5 min 1 s; the loop metadata allows at most 5 min'],
    ['loop: sesr', 'peach.yaml:3:43: loop "sesr" is not open to this task; use metadata, or debr, its organisation\'s own'],
    [
      'loop: metdata',
      'peach.yaml:3:43: loop "metdata" is not open to this task; use metadata, or debr, its organisation\'s own (did you mean metadata?)'
    ]
  ])('refuses %s', (fields, message) => {
    const refused = task(fields);
    expect(refused.definition).toBeNull();
    expect(refused.problems.map(formatProblem).join()).toContain(message);
    expect(refused.timeout).toBeLessThanOrEqual(3600);
  });

  it('keeps a task whose definition is wrong, with its problems', () => {
    expect(task('executor: sprak')).toMatchObject({
      key: 'debr/a',
      definition: null,
      held: null,
      loop: 'debr',
      problems: [{ column: 47 }]
    });
  });
});

describe('buildCatalogue on several files', () => {
  it('orders files by path and tasks as written', () => {
    const made = catalogue({ 'peach.yaml': defining('z'), 'peach.conf/b.yaml': defining('y', 'x'), 'peach.conf/B.yaml': defining('w') });
    expect(made.organisations[0]?.tasks.map(({ name }) => name)).toEqual(['w', 'y', 'x', 'z']);
  });

  it('gathers the requirements and problems of an organisation', () => {
    const made = catalogue({
      'a.yaml': 'codops: debr\ndependencies: [numpy]\ntasks: {dependencies: [pyarrow]}',
      'b.yaml': 'codops: debr\ndependencies: [orjson, -x]',
      'c.yaml': 'codops: sesr'
    });
    expect(
      made.organisations.map(({ codops, requirements, problems }) => [codops, requirements.map(({ text }) => text), problems.length])
    ).toEqual([
      ['debr', ['numpy', 'pyarrow', 'orjson'], 1],
      ['sesr', [], 0]
    ]);
  });

  it('gives a key that two files claim to the first by path, where nobody had it', () => {
    const made = catalogue({ 'b.yaml': defining('a', 'b'), 'a.yaml': defining('a') });
    expect(keysOf(made)).toEqual(['debr/a a.yaml', 'debr/b b.yaml']);
    expect(made.organisations[0]?.problems.map(formatProblem)).toEqual([
      'b.yaml:2:9: task "a" is already defined at a.yaml:2:9, which runs on; this second definition is refused (give one of the two another name)'
    ]);
  });

  it('leaves a key with the file that had it', () => {
    const made = catalogue({ 'a.yaml': defining('a'), 'b.yaml': defining('a'), 'c.yaml': defining('a') }, { incumbents: { a: 'b.yaml' } });
    expect(keysOf(made)).toEqual(['debr/a b.yaml']);
    expect(made.organisations[0]?.problems.map(({ file }) => file)).toEqual(['a.yaml', 'c.yaml']);
  });

  it('lets a task move to another file', () => {
    expect(keysOf(catalogue({ 'a.yaml': defining('b'), 'z.yaml': defining('a') }, { incumbents: { a: 'a.yaml' } }))).toEqual([
      'debr/b a.yaml',
      'debr/a z.yaml'
    ]);
  });

  it('gives the same name to two organisations', () => {
    const made = catalogue({ 'a.yaml': defining('a'), 'b.yaml': defining('a').replace('debr', 'sesr') });
    expect(keysOf(made)).toEqual(['debr/a a.yaml', 'sesr/a b.yaml']);
  });
});

describe('buildCatalogue on files that cannot be used', () => {
  it('keeps the tasks of a file that became unreadable as invalid, and the others in use', () => {
    const made = catalogue({ 'a.yaml': 'codops: [', 'b.yaml': defining('b') }, { incumbents: { a: 'a.yaml', b: 'b.yaml' } });
    expect(keysOf(made)).toEqual(['debr/b b.yaml', 'debr/a a.yaml invalid']);
    expect(made.organisations[0]?.tasks[1]?.problems.length).toBeGreaterThan(0);
    expect(made.problems.length).toBeGreaterThan(0);
  });

  it('keeps them also where only the organisation, or only the map of tasks, is wrong', () => {
    expect(keysOf(catalogue({ 'a.yaml': defining('a').replace('debr', 'DEBR') }, { incumbents: { a: 'a.yaml' } }))).toEqual([
      'debr/a a.yaml invalid'
    ]);
    expect(keysOf(catalogue({ 'a.yaml': 'codops: debr\ntasks: 1' }, { incumbents: { a: 'a.yaml' } }))).toEqual(['debr/a a.yaml invalid']);
  });

  it('gives the key of an unreadable file to another file that has it now', () => {
    expect(keysOf(catalogue({ 'a.yaml': ':', 'b.yaml': defining('a') }, { incumbents: { a: 'a.yaml' } }))).toEqual(['debr/a b.yaml']);
  });

  it('lets tasks go that are no longer in a readable file', () => {
    expect(keysOf(catalogue({ 'a.yaml': defining() }, { incumbents: { a: 'a.yaml', b: 'gone.yaml' } }))).toEqual([]);
  });

  it('does not define an organisation that the repository may not define', () => {
    const made = catalogue(
      { 'a.yaml': defining('a'), 'b.yaml': 'codops: sesr' },
      { allowed: ['sesr', 'chrts'], incumbents: { a: 'a.yaml' } }
    );
    expect(made.organisations.map(({ codops }) => codops)).toEqual(['sesr']);
    expect(made.problems.map(formatProblem)).toEqual([
      'a.yaml:1:9: this repository may not define the organisation "debr"; it may define sesr and chrts (the operator\'s configuration decides: repositories, organisations)'
    ]);
    expect(catalogue({ 'a.yaml': defining('a') }, { allowed: [] }).problems[0]?.message).toContain('it may define none');
  });

  it('does not keep lost tasks of such an organisation either', () => {
    expect(keysOf(catalogue({ 'a.yaml': ':' }, { allowed: ['sesr'], incumbents: { a: 'a.yaml' } }))).toEqual([]);
  });
});

describe('buildCatalogue again', () => {
  const parse = (file: string, codops: string, ...names: readonly string[]) =>
    parseDefinitionFile(file, defining(...names).replace('debr', codops));
  const sesr = parse('s.yaml', 'sesr', 'a');
  let built: BuiltOrganisations;
  let limits: LoopConfiguration;

  beforeEach(() => {
    built = new Map();
    limits = DEFAULT_LOOP;
  });

  function build(...files: readonly DefinitionFile[]): ReadonlyMap<string, CatalogueOrganisation> {
    const input = {
      files,
      allowed: null,
      incumbents: () => new Map([[taskKey('debr', 'a'), 'd.yaml']]),
      defaultExecutor: 'python'
    } as const;
    const { organisations } = buildCatalogue({ ...input, loop: () => limits }, built);
    return new Map(organisations.map(organisation => [organisation.codops, organisation]));
  }

  it('gives the same organisation as long as its files are the same', () => {
    const first = build(parse('d.yaml', 'debr', 'a'), sesr);
    const second = build(parse('d.yaml', 'debr', 'a', 'b'), sesr);
    expect(second.get('sesr')).toBe(first.get('sesr'));
    expect(second.get('debr')?.tasks.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(build(sesr).has('debr')).toBe(false);
  });

  it('builds it anew where the configuration of its loop changed', () => {
    const timeout = build(sesr).get('sesr')?.tasks[0]?.timeout ?? 0;
    limits = { ...DEFAULT_LOOP, timeout: timeout - 1 };
    expect(build(sesr).get('sesr')?.tasks).toMatchObject([{ timeout: timeout - 1 }]);
  });

  it('builds it anew as long as two files dispute a task, or one of its files can’t be read', () => {
    const own = parse('d.yaml', 'debr', 'a');
    const others = [parse('c.yaml', 'debr', 'a'), own] as const;
    const disputed = build(...others);
    expect(build(...others).get('debr')).not.toBe(disputed.get('debr'));
    expect(build(...others).get('debr')?.tasks).toMatchObject([{ position: { file: 'd.yaml' } }]);
    build(parse('e.yaml', 'debr', 'b'));
    const lost = build(parse('e.yaml', 'debr', 'b'), parseDefinitionFile('d.yaml', ':'));
    expect(lost.get('debr')?.tasks.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(
      build(parse('e.yaml', 'debr', 'b'))
        .get('debr')
        ?.tasks.map(({ name }) => name)
    ).toEqual(['b']);
  });
});
