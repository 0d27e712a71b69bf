import { describe, expect, it } from 'vitest';
import { ALL_TASKS } from '../tasks/visible-tasks';
import { parsePanelView, type PanelView } from './panel-memory';

const FIRST: PanelView = { filter: ALL_TASKS, height: null, executions: 'ALL' };

describe('parsePanelView', () => {
  it('reads what was written', () => {
    const view: PanelView = {
      filter: { search: 'rel', status: 'TIMED_OUT', sort: { by: 'due', direction: 'descending' } },
      height: 220.5,
      executions: 'FAILED'
    };
    expect(parsePanelView(JSON.stringify(view))).toEqual(view);
  });

  it.each([null, '', '{', 'null', '[]', '7', '"x"', '{"filter":null,"height":"tall"}', '{"height":-4,"executions":"GREEN"}'])(
    'is as at first where nothing sensible was written: %s',
    text => {
      expect(parsePanelView(text)).toEqual(FIRST);
    }
  );

  it('keeps what of it makes sense', () => {
    const filter = { search: 7, status: 'toString', sort: { by: 'colour', direction: 'up' } };
    expect(parsePanelView(JSON.stringify({ filter: { ...filter, search: 'a' }, height: 1e9, executions: 'LOST' }))).toEqual({
      filter: { ...ALL_TASKS, search: 'a' },
      height: null,
      executions: 'LOST'
    });
  });
});
