import { describe, expect, it } from 'vitest';
import { argumentFields, parseArgument } from './argument-form';
import { findEnums } from './find-enums';
import { findFunctions } from './find-functions';

const SOURCE = `from enum import Enum, IntEnum
class Mode(str, Enum):
    """How."""
    FAST = "fast"  # the default
    FULL = 'full'

    def text(self):
        return self.value

class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2

class Plain(Enum):
    A = "a"

def task(mode: Mode, level: Level = Level.LOW, plain: Plain = Plain.A): pass
`;

describe('findEnums', () => {
  it('finds the classes whose members are equal to their values', () => {
    expect([...findEnums(SOURCE)].map(([name, choices]) => [name, choices.map(each => each.value)])).toEqual([
      ['Mode', ['fast', 'full']],
      ['Level', [1, 2]]
    ]);
  });

  it('gives the rows of such arguments their choices', () => {
    const [mode, level, plain] = findFunctions(SOURCE)
      .filter(each => each.name === 'task')
      .flatMap(fn => argumentFields(fn, findEnums(SOURCE)));
    expect(mode?.choices?.map(each => each.text)).toEqual(['"fast"', "'full'"]);
    expect(level?.choices?.length).toBe(2);
    expect(plain?.choices).toBeNull();
    expect(mode && parseArgument(mode, 'full')).toEqual({ ok: true, value: 'full' });
    expect(level && parseArgument(level, 'Level.LOW')).toEqual({ ok: true, value: undefined });
    expect(level && parseArgument(level, '2')).toEqual({ ok: true, value: 2 });
  });
});
