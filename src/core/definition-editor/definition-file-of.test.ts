import { expect, it } from 'vitest';
import { definitionFileOf } from './definition-file-of';

it.each([
  ['peach.yaml', 'peach.yaml'],
  ['work/repository/peach.yaml', 'peach.yaml'],
  ['peach.conf/debr.yaml', 'peach.conf/debr.yaml'],
  ['work/repository/peach.conf/team/debr.yml', 'peach.conf/team/debr.yml']
])('%s is a definition file', (path, file) => {
  expect(definitionFileOf(path)).toBe(file);
});

it.each([
  'conf/debr.yaml',
  'peach.yml',
  'my-peach.yaml',
  'peach.conf/notes.md',
  'peach.conf/.hidden.yaml',
  'peach.conf',
  'docs/x.yaml',
  ''
])('%s is none', path => {
  expect(definitionFileOf(path)).toBeNull();
});
