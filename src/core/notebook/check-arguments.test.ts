import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkArguments } from './check-arguments';
import { findFunctions } from './find-functions';
import type { CellFunction } from './notebook';

function functionOf(source: string): CellFunction {
  const [found] = findFunctions(source);
  if (found === undefined) {
    throw new Error(`no function in ${source}`);
  }
  return found;
}

function problems(signature: string, args: Readonly<Record<string, unknown>>): unknown {
  return checkArguments(functionOf(`def task(${signature}): pass`), args);
}

describe('checkArguments', () => {
  it.each([
    ['', {}],
    ['user, item_id', { user: 1, item_id: null }],
    ['user, days=7', { user: 1 }],
    ['*, user', { user: undefined }],
    ['*rest, **others', { any: 1, 'not a name': 2 }],
    ['user, **others', { user: 1, other: 2 }],
    ['user=1, /, **others', { user: 1 }],
    ['ﬁt', { fit: 1 }]
  ])('accepts for (%s) the arguments %j', (signature, args) => {
    expect(problems(signature, args)).toEqual([]);
  });

  it('names the parameters when an argument fits none, and the one that was meant', () => {
    expect(problems('user, item_id=1', { user: 1, itemid: 2 })).toEqual([
      { field: 'args.itemid', message: 'task() has no parameter “itemid”; its parameters are user, item_id', hint: 'did you mean item_id?' }
    ]);
  });

  it('gives no hint where no parameter is near', () => {
    expect(problems('user=1', { weather: 2 })).toEqual([
      { field: 'args.weather', message: 'task() has no parameter “weather”; its parameter is user', hint: null }
    ]);
  });

  it('says that a function takes no arguments', () => {
    expect(problems('', { user: 1 })).toEqual([
      { field: 'args.user', message: 'task() has no parameter “user”; a task can give it none', hint: 'remove user from args' }
    ]);
  });

  it('names every argument that is missing', () => {
    expect(problems('user, *, item_id, days=7', {})).toEqual([
      {
        field: 'args.user',
        message: 'task() needs “user”, which args does not give',
        hint: 'add user to args, or give the parameter a default'
      },
      {
        field: 'args.item_id',
        message: 'task() needs “item_id”, which args does not give',
        hint: 'add item_id to args, or give the parameter a default'
      }
    ]);
  });

  it('says that a parameter takes no name', () => {
    expect(problems('user=1, /', { user: 2 })).toEqual([
      {
        field: 'args.user',
        message: 'task() takes “user” by position only, and a task gives its arguments by name',
        hint: 'remove the / from its parameters'
      }
    ]);
    expect(problems('user, /', {})).toMatchObject([
      { field: 'args', message: expect.stringContaining('needs “user” by position') as unknown }
    ]);
  });

  it('does not take inherited properties for arguments', () => {
    expect(problems('toString', {})).toMatchObject([{ field: 'args.toString' }]);
  });

  it('accepts exactly the arguments that Python would', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    fc.assert(
      fc.property(names, names, names, fc.boolean(), (parameters, optional, given, open) => {
        const written = [...parameters.map(name => (optional.includes(name) ? `*, ${name}=1` : name)), ...(open ? ['**others'] : [])];
        const stars = written.map((part, index) =>
          written.slice(0, index).some(before => before.startsWith('*,')) ? part.replace('*, ', '') : part
        );

        const found = problems(stars.join(', '), Object.fromEntries(given.map(name => [name, 1])));

        const unknown = open ? [] : given.filter(name => !parameters.includes(name));
        const missing = parameters.filter(name => !optional.includes(name) && !given.includes(name));
        expect(found).toMatchObject([...unknown, ...missing].map(name => ({ field: `args.${name}` })));
        expect(found).toHaveLength(unknown.length + missing.length);
      })
    );
  });
});
