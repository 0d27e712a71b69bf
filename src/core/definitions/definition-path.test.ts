import { expect, it } from 'vitest';
import { definitionRole } from './definition-path';

it.each([
  'peach.yaml',
  'peach.conf/a.yaml',
  'peach.conf/a.yml',
  'peach.conf/team/a.yaml',
  'peach.conf/x.yaml/a.yml',
  'peach.conf/ö "1"\n.yaml'
])('reads %j', path => expect(definitionRole(path)).toBe('definition'));

it.each([
  'peach.yml',
  'sub/peach.yaml',
  'peach.conf/a/b/c.yaml',
  'peach.conf/a.json',
  'peach.conf/.hidden.yaml',
  'peach.conf/.ipynb_checkpoints/a.yaml',
  'peach.conf/../a.yaml',
  'peach.conf//a.yaml',
  '../peach.yaml',
  '/peach.yaml',
  './peach.yaml',
  ''
])('does not read %j', path => expect(definitionRole(path)).not.toBe('definition'));

it.each(['peach.conf', 'peach.conf/team'])('takes %j for a folder of definition files', path => {
  expect(definitionRole(path)).toBe('folder');
});
