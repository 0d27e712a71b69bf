import { expect, it } from 'vitest';
import schema from '../../../schema/tasks.json';
import { parseTasksSettings } from './tasks-settings';

it('has the defaults that the schema names', () => {
  const defaults = Object.fromEntries(Object.entries(schema.properties).map(([name, property]) => [name, property.default]));
  expect(parseTasksSettings({})).toEqual(parseTasksSettings(defaults));
  expect(parseTasksSettings({})).toMatchObject({ organisation: null, logs: { follow: true, wrap: 'narrow' } });
});

it('reads what was set', () => {
  const values = { organisation: ' debr ', timeZone: 'utc', followLogs: false, wrapLogs: 'always' };
  expect(parseTasksSettings(values)).toEqual({ organisation: 'debr', timeZone: 'UTC', logs: { follow: false, wrap: 'always' } });
});
