import { Type } from '@sinclair/typebox';
import { describe, expect, it } from 'vitest';
import { nullable } from '../../../protocol/nullable';
import { stringEnum } from '../../../protocol/string-enum';
import { createInputParser } from './parse-input';
import { createQueryParser } from './parse-query';

const parse = createInputParser(
  Type.Object(
    {
      name: Type.String({ minLength: 1 }),
      colour: Type.Optional(stringEnum(['red', 'green'])),
      note: Type.Optional(nullable(Type.String())),
      paths: Type.Optional(Type.Array(Type.String()))
    },
    { additionalProperties: false }
  ),
  'body'
);

function messageOf(value: unknown): string {
  const parsed = parse(value);
  return parsed.ok ? 'ok' : parsed.refusal.message;
}

describe('createInputParser', () => {
  it('hands a right value on', () => {
    expect(parse({ name: 'a', note: null })).toEqual({ ok: true, value: { name: 'a', note: null } });
  });

  it('names a missing field', () => {
    expect(messageOf({})).toBe('body field `name` is missing');
  });

  it('names an unknown field and those that are allowed', () => {
    expect(messageOf({ name: 'a', nmae: 1 })).toBe('body field `nmae` is unknown; allowed are name, colour, note, paths');
  });

  it('names the words that are allowed', () => {
    expect(messageOf({ name: 'a', colour: 'blue' })).toBe('body field `colour` must be one of red, green');
  });

  it('says one thing of a field that may be text or null', () => {
    expect(messageOf({ name: 'a', note: 1 })).toBe('body field `note` must be string');
  });

  it('gives the path of an item', () => {
    expect(messageOf({ name: 'a', paths: ['x', 1] })).toBe('body field `paths.1` must be string');
  });

  it('tells every mistake at once, for machines too', () => {
    const parsed = parse({ name: '', colour: 'blue' });

    expect(parsed.ok ? null : parsed.refusal.details).toEqual([
      { field: 'name', message: 'body field `name` must NOT have fewer than 1 characters' },
      { field: 'colour', message: 'body field `colour` must be one of red, green' }
    ]);
  });

  it('names the body itself where it is absent or of another kind', () => {
    expect(messageOf(undefined)).toBe('the body must be object');
  });
});

describe('createQueryParser', () => {
  const query = createQueryParser(
    Type.Object(
      { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })), name: Type.Optional(Type.String()) },
      { additionalProperties: false }
    )
  );

  it('reads integers, and leaves text that looks like one alone', () => {
    expect(query({ limit: '5', name: '5' })).toEqual({ ok: true, value: { limit: 5, name: '5' } });
  });

  it.each(['0', '11', '1.5', '', 'ten', '1e1'])('refuses the limit %j', limit => {
    expect(query({ limit }).ok).toBe(false);
  });

  it('refuses a parameter that is given twice', () => {
    expect(query({ name: ['a', 'b'] }).ok).toBe(false);
  });

  it('passes over the number that JupyterLab adds against caches', () => {
    expect(query({ '1772452800000': '' })).toEqual({ ok: true, value: {} });
  });
});
