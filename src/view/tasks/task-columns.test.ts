import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taskColumns } from './task-columns';

const names = (width: number): readonly string[] => taskColumns(width).map(column => column.name);

describe('taskColumns', () => {
  it('is every column with room enough', () => {
    expect(names(1250)).toEqual(['task', 'state', 'status', 'start', 'duration', 'end', 'due', 'actions']);
    expect(taskColumns(1250).map(column => column.width)).toEqual([224, 88, null, 128, 144, 112, 136, 88]);
  });

  it.each([
    [799, 'due'],
    [719, 'end'],
    [639, 'start'],
    [639, 'actions'],
    [559, 'state']
  ])('below %i has no %s', (width, name) => {
    expect(names(width)).not.toContain(name);
  });

  it('always has name, status and duration', () => {
    expect(names(480)).toEqual(['task', 'status', 'duration']);
  });

  it('leaves the status at least 104 and the name at least 144 pixels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 480, max: 2500 }), width => {
        const columns = taskColumns(width);
        const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0);
        expect(width - fixed).toBeGreaterThanOrEqual(104);
        expect(columns[0]?.width).toBeGreaterThanOrEqual(144);
        expect(columns[0]?.width).toBeLessThanOrEqual(224);
      })
    );
  });
});
