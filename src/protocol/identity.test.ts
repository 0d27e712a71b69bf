import { describe, expect, it } from 'vitest';
import { isCodops, isTaskName, parseRunId, parseTaskKey, taskKey, versionOf, type CommitHash } from './identity';

describe('names', () => {
  it.each([
    ['debr', true],
    ['a_b-1', true],
    ['metadata', false],
    ['Debr', false],
    ['-a', false],
    ['', false],
    ['a'.repeat(64), false]
  ])('%j as an organisation: %s', (name, good) => {
    expect(isCodops(name)).toBe(good);
  });

  it.each([
    ['train_model', true],
    ['Train.Model-2', true],
    ['_x', false],
    ['a/b', false],
    ['a'.repeat(129), false]
  ])('%j as a task: %s', (name, good) => {
    expect(isTaskName(name)).toBe(good);
  });
});

describe('a key', () => {
  it('is the organisation and the name', () => {
    expect(parseTaskKey(taskKey('debr', 'train'))).toEqual({ organisation: 'debr', name: 'train' });
  });

  it.each(['train', 'debr/', '/train', 'metadata/train', 'debr/a/b'])('%j is none', text => {
    expect(parseTaskKey(text)).toBeNull();
  });
});

it('takes run ids in lower case only, so that each has one spelling', () => {
  const id = '0190a0b0-0000-7000-8000-00000000000a';

  expect(parseRunId(id)).toBe(id);
  expect(parseRunId(id.toUpperCase())).toBeNull();
});

it('shows seven digits of a commit', () => {
  expect(versionOf('4f1c2ab93e'.padEnd(40, '0') as CommitHash)).toBe('4f1c2ab');
});
