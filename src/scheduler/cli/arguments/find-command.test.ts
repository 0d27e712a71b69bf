import { describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from '../commands/all-commands';
import { findCommand } from './find-command';

function find(...argv: string[]) {
  const found = findCommand(argv, ALL_COMMANDS);
  if (!found.ok) {
    return found.failure;
  }
  return found.value === null ? null : [found.value.command.name, ...found.value.args];
}

describe('findCommand', () => {
  it.each([
    [['tasks'], ['tasks']],
    [
      ['runs', 'debr/train', '--json'],
      ['runs', 'debr/train', '--json']
    ],
    [
      ['runs', 'show', 'RUN'],
      ['runs show', 'RUN']
    ],
    [
      ['--json', 'runs', 'show', 'RUN'],
      ['runs show', '--json', 'RUN']
    ],
    [
      ['--state', 'runs', 'tasks'],
      ['tasks', '--state', 'runs']
    ],
    [
      ['--state=runs', 'tasks'],
      ['tasks', '--state=runs']
    ],
    [
      ['-h', 'tasks'],
      ['tasks', '-h']
    ]
  ])('finds in %j the command and leaves its arguments', (argv, expected) => {
    expect(find(...argv)).toEqual(expected);
  });

  it('finds none where there are options alone', () => {
    expect(find()).toBeNull();
    expect(find('--help')).toBeNull();
    expect(find('--state')).toBeNull();
  });

  it('names the nearest for one that does not exist', () => {
    expect(find('shtudown')).toMatchObject({ exit: 2, message: expect.stringContaining('(did you mean shutdown?)') as string });
  });
});
