import { describe, expect, it, vi } from 'vitest';
import { LiveCells, type LiveCell } from './live-cells';

class FakeCell implements LiveCell {
  private slot: ((sender: unknown, change: { readonly sourceChange?: unknown; readonly metadataChange?: unknown }) => void) | null = null;
  readonly getSource = vi.fn(() => this.source);
  readonly sharedModel = {
    getSource: this.getSource,
    changed: {
      connect: (slot: NonNullable<FakeCell['slot']>) => {
        this.slot = slot;
      }
    }
  };

  constructor(
    private source: string,
    readonly type: LiveCell['type'] = 'code'
  ) {}

  getMetadata(key: string): unknown {
    return key === 'tags' ? ['peach-skip', 3] : undefined;
  }

  write(source: string): void {
    this.source = source;
    this.slot?.(this, { sourceChange: [{}] });
  }

  print(): void {
    this.slot?.(this, {});
  }
}

describe('LiveCells', () => {
  it('reads cells as a run does', () => {
    const cells = new LiveCells(() => undefined);
    expect(cells.notebook([new FakeCell('# a', 'markdown'), new FakeCell('x = 1')], 'python')).toEqual({
      language: 'python',
      cells: [
        { number: 1, kind: 'other', source: '# a', tags: ['peach-skip'] },
        { number: 2, kind: 'code', source: 'x = 1', tags: ['peach-skip'] }
      ]
    });
  });

  it('reads again only what was written to', () => {
    const changed = vi.fn();
    const live = new LiveCells(changed);
    const cells = [new FakeCell('a'), new FakeCell('b')] as const;
    live.notebook(cells, 'python');
    cells[1].write('c');
    cells[0].print();
    expect(changed).toHaveBeenCalledTimes(1);

    expect(live.notebook(cells.toReversed(), 'python').cells.map(({ source }) => source)).toEqual(['c', 'a']);
    expect(cells[0].getSource).toHaveBeenCalledTimes(1);
    expect(cells[1].getSource).toHaveBeenCalledTimes(2);
  });
});
