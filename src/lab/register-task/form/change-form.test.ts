import { describe, expect, it } from 'vitest';
import { factsOf, formOf, workingCopy } from '../test-support/register-fixtures';
import { changeForm } from './change-form';

const organisations = [
  { codops: 'debr', files: ['peach.conf/a.yaml', 'peach.conf/b.yaml'], tasks: ['taken'] },
  { codops: 'sesr', files: ['peach.conf/sesr.yaml'], tasks: ['second'] }
];
const facts = factsOf('def first(): pass\ndef second(n: int): pass\n', workingCopy({ organisations }));

describe('changeForm', () => {
  it('lets the proposed name follow the function', () => {
    expect(changeForm(formOf(facts), { method: 'first' }, facts).name).toBe('first');
  });

  it('keeps a name that was typed', () => {
    const typed = changeForm(formOf(facts), { name: 'mine' }, facts);
    expect(changeForm(typed, { method: 'first' }, facts).name).toBe('mine');
  });

  it('proposes a name that is free in the newly chosen organisation', () => {
    expect(changeForm(formOf(facts), { organisation: 'sesr' }, facts).name).toBe('second_2');
  });

  it('empties the arguments of another function', () => {
    const form = formOf(facts, { args: { n: '3' } });
    expect(changeForm(form, { method: 'first' }, facts).args).toEqual({});
    expect(changeForm(form, { loop: 'metadata' }, facts).args).toEqual({ n: '3' });
  });

  it('forgets the chosen file with its organisation', () => {
    const form = formOf(facts, { file: 'peach.conf/b.yaml' });
    expect(changeForm(form, { organisation: 'sesr' }, facts).file).toBeNull();
    expect(changeForm(form, { timeout: '5m' }, facts).file).toBe('peach.conf/b.yaml');
  });
});
