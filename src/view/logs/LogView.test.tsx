// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi, type Mock } from 'vitest';
import { findInLine } from '../../core/logs/find-in-line';
import { SAMPLE_NOW, sampleRun, sampleRunId } from '../../client/test-support/samples';
import type { ShownLine, ShownLog, ShownLogSection } from '../tasks-information/shown-state';
import type { LogBytes, SearchLog } from '../tasks-information/tasks-information-actions';
import { LogView } from './LogView';
import { shownLog } from './test-support/shown-log';

const saved = vi.hoisted(() => vi.fn<(name: string, parts: readonly (string | Blob)[]) => void>());
vi.mock('../controls/save-file', () => ({ saveFile: saved }));

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    }
  );
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
  HTMLElement.prototype.scrollTo = vi.fn();
});

afterEach(() => {
  cleanup();
  saved.mockReset();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function section(number: number, texts: readonly (string | null)[], stream: ShownLine['stream'] = 'stdout'): ShownLogSection {
  return { run: sampleRun(number), log: shownLog(texts, { time: SAMPLE_NOW, stream }) };
}

/** The scheduler’s search in the lines that are shown. */
function searchLog(sections: readonly ShownLogSection[]): Mock<SearchLog> {
  return vi.fn((run, query) => {
    const lines = sections.find(each => each.run.id === run)?.log?.lines;
    const texts = Array.from({ length: lines?.lineCount ?? 0 }, (_, index) => lines?.line(index)?.text ?? '');
    const matches = texts.flatMap((text, line) => findInLine(text, query).map((_, nth) => ({ offset: line, line, nth })));
    return Promise.resolve({ ok: true, value: { matches, next: texts.length, more: false } });
  });
}

function show(sections: readonly ShownLogSection[]) {
  const readLog = vi.fn((): Promise<LogBytes> => Promise.resolve({ ok: true, value: new TextEncoder().encode('bytes') }));
  const searching = searchLog(sections);
  const actions = { showBelow: vi.fn(), showAll: vi.fn(), loadLog: vi.fn(), needLines: vi.fn(), readLog, searchLog: searching };
  render(
    <LogView
      name="related"
      sections={sections}
      only={null}
      selected={null}
      expected={88}
      frame={{ now: SAMPLE_NOW, timeZone: 'UTC' }}
      compact={false}
      scrollerRef={createRef()}
      actions={actions}
    />
  );
  return actions;
}

const log = () => screen.getByRole('log', { name: 'Logs of related' });
const pressed = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-pressed');

describe('the logs', () => {
  it('have a heading for each execution, and its lines with their time', () => {
    show([section(1, ['hello']), section(2, ['world'])]);
    const headings = within(log()).getAllByRole('heading');
    expect(headings[0]?.textContent).toContain('Success4f1c2ab20 Nov 13:57:521 min 28 s · attempt 1 · 1 line');
    expect(within(log()).getAllByText('14:05:06.000')).toHaveLength(2);
  });

  it('show colours as colours and markup as text', () => {
    show([section(1, ['\u001b[34mINFO\u001b[0m \u001b[38;5;208m<img src=x onerror=alert(1)>'])]);
    expect(screen.getByText('INFO').className).toBe('jp-peach-ansi-fg-4');
    expect(screen.getByText('<img src=x onerror=alert(1)>').style.color).toBe('rgb(255, 135, 0)');
    expect(log().querySelector('img')).toBeNull();
  });

  it('mark what was written to stderr', () => {
    show([section(1, ['warning'], 'stderr')]);
    expect(log().querySelector('.jp-peach-mod-stderr')?.textContent).toContain('warning');
  });

  it('say what was dropped as no line of the run', () => {
    show([section(1, ['… 9.7 GiB of this log were dropped here …'], null)]);
    expect(log().querySelector('.jp-peach-mod-dropped')?.textContent).toContain('9.7 GiB');
    expect(log().querySelector('.jp-peach-mod-stderr')).toBeNull();
  });

  it('have only the visible lines in the page', () => {
    const texts = Array.from({ length: 100_000 }, (_, index) => `line ${index}`);
    show([section(1, texts)]);
    const inPage = log().querySelectorAll('[data-index]').length;
    expect(inPage).toBeGreaterThan(20);
    expect(inPage).toBeLessThan(100);
  });

  it('are loaded on demand', () => {
    const actions = show([{ run: sampleRun(1), log: null }]);
    fireEvent.click(screen.getByRole('button', { name: 'Load' }));
    expect(actions.loadLog).toHaveBeenCalledWith(sampleRunId(1));
  });

  it('lead to one execution from its heading', () => {
    const actions = show([section(1, ['hello']), section(2, ['world'])]);
    fireEvent.click(screen.getAllByRole('button', { name: 'Show only this' })[1]!);
    expect(actions.showBelow).toHaveBeenCalledWith(sampleRunId(2));
  });
});

describe('the lines that are looked at', () => {
  it('are asked for, of each log that is in view', () => {
    const actions = show([section(1, ['a', null, 'c']), section(2, [null])]);
    expect(actions.needLines.mock.calls.slice(0, 2)).toEqual([
      [sampleRunId(1), 0, 2],
      [sampleRunId(2), 0, 0]
    ]);
    expect(within(log()).getAllByText('…')).toHaveLength(2);
  });

  it('are the last ones of a long log, and its first ones after Home', () => {
    const actions = show([section(1, new Array<string>(1_000_000).fill('line'))]);
    expect(actions.needLines).toHaveBeenLastCalledWith(sampleRunId(1), 999_955, 999_999);
    fireEvent.keyDown(log(), { key: 'Home' });
    expect(actions.needLines).toHaveBeenLastCalledWith(sampleRunId(1), 0, 43);
    expect(pressed('Follow')).toBe('false');
  });
});

describe('the search in the logs', () => {
  const field = () => screen.getByRole('searchbox', { name: 'Search logs' });
  const find = (value: string) => fireEvent.change(field(), { target: { value } });

  it('says which match of how many, goes round, and marks them', async () => {
    show([section(1, ['threshold one', 'none', 'Threshold two'])]);
    find('threshold');
    expect(await screen.findByText('1 of 2')).toBeTruthy();
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(screen.getByText('2 of 2')).toBeTruthy();
    expect(log().querySelector('.jp-peach-mod-current')?.textContent).toBe('Threshold');
    fireEvent.keyDown(field(), { key: 'Enter' });
    fireEvent.keyDown(log(), { key: 'Enter', shiftKey: true });
    expect(screen.getByText('2 of 2')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Match case' }));
    expect(await screen.findByText('1 of 1')).toBeTruthy();
  });

  it('looks through the whole log, and brings what it found into view', async () => {
    const texts = Array.from({ length: 100_000 }, (_, index) => (index === 50_000 ? 'a needle' : 'hay'));
    const actions = show([section(1, texts)]);
    find('needle');
    expect(await screen.findByText('1 of 1')).toBeTruthy();
    expect(log().querySelector('.jp-peach-mod-current')?.textContent).toBe('needle');
    expect(actions.needLines).toHaveBeenLastCalledWith(sampleRunId(1), expect.any(Number), expect.any(Number));
    expect(pressed('Follow')).toBe('false');
  });

  it('says that there is no match, and why it failed', async () => {
    const actions = show([section(1, ['one'])]);
    find('two');
    expect(await screen.findByText('no match')).toBeTruthy();
    actions.searchLog.mockResolvedValue({ ok: false, failure: { message: 'No answer.' } });
    find('three');
    expect((await screen.findByText('search failed')).title).toBe('No answer.');
  });

  it('ends with Esc', async () => {
    show([section(1, ['threshold'])]);
    find('threshold');
    await screen.findByText('1 of 1');
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(screen.queryByText('1 of 1')).toBeNull();
    expect(document.activeElement).toBe(log());
  });
});

describe('the keys in the logs', () => {
  it('follow, wrap and search', () => {
    show([section(1, ['hello'])]);
    expect([pressed('Follow'), pressed('Wrap')]).toEqual(['true', 'false']);
    fireEvent.keyDown(log(), { key: 'f' });
    fireEvent.keyDown(log(), { key: 'W' });
    expect([pressed('Follow'), pressed('Wrap')]).toEqual(['false', 'true']);
    fireEvent.keyDown(log(), { key: 'End' });
    expect(pressed('Follow')).toBe('true');
    fireEvent.keyDown(log(), { key: '/' });
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search logs' }));
  });
});

describe('following', () => {
  it('ends when a person scrolls up', () => {
    show([section(1, ['hello'])]);
    vi.spyOn(log(), 'scrollHeight', 'get').mockReturnValue(900);
    const top = vi.spyOn(log(), 'scrollTop', 'get').mockReturnValue(500);
    fireEvent.scroll(log());
    expect(pressed('Follow')).toBe('true');
    top.mockReturnValue(300);
    fireEvent.scroll(log());
    expect(pressed('Follow')).toBe('false');
  });

  it('goes on when the pane grows, which moves the position too', () => {
    show([section(1, ['hello'])]);
    vi.spyOn(log(), 'scrollHeight', 'get').mockReturnValue(900);
    const top = vi.spyOn(log(), 'scrollTop', 'get').mockReturnValue(500);
    fireEvent.scroll(log());
    vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
    top.mockReturnValue(300);
    fireEvent.scroll(log());
    expect(pressed('Follow')).toBe('true');
  });
});

describe('what is in view', () => {
  /** The last 1,000 lines of a log, and how many stand before them as far as that is known. */
  function withTail(before: number): ShownLogSection {
    const log = shownLog([]);
    const lines: ShownLog['lines'] = {
      ...log.lines,
      lineCount: before + 1000,
      line: index => ({ text: index < before ? 'before' : `tail ${index - before}`, time: null, stream: 'stdout' }),
      place: index => (index < before ? { block: 0, line: index } : { block: 1, line: index - before }),
      indexOf: ({ block, line }) => (block === 0 ? line : before + line)
    };
    return { run: sampleRun(1), log: { ...log, lines } };
  }

  it('stays there when lines are counted before it', () => {
    const view = (before: number) => (
      <LogView
        name="related"
        sections={[withTail(before)]}
        only={null}
        selected={null}
        expected={null}
        frame={{ now: SAMPLE_NOW, timeZone: 'UTC' }}
        compact={false}
        scrollerRef={scrollerRef}
        actions={actions}
      />
    );
    const scrollerRef = createRef<HTMLDivElement>();
    const actions = {
      showBelow: vi.fn(),
      showAll: vi.fn(),
      loadLog: vi.fn(),
      needLines: vi.fn(),
      readLog: vi.fn(),
      searchLog: vi.fn<SearchLog>()
    };
    const { rerender } = render(view(0));
    fireEvent.keyDown(log(), { key: 'f' });
    log().scrollTop = 24 + 500 * 16;
    fireEvent.scroll(log());
    expect(within(log()).getByText('tail 500')).toBeTruthy();

    rerender(view(5000));

    expect(within(log()).getByText('tail 500')).toBeTruthy();
    expect(log().scrollTop).toBe(24 + 5500 * 16);
    expect(actions.needLines).toHaveBeenLastCalledWith(sampleRunId(1), 5480, 5545);
  });
});

describe('the download', () => {
  it('has every log with its heading', async () => {
    show([section(1, ['hello']), section(2, ['world'])]);
    fireEvent.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(saved).toHaveBeenCalled());
    const [name, parts] = saved.mock.calls[0]!;
    expect(name).toBe('related.log');
    expect(parts.filter(part => typeof part === 'string' && part.startsWith('=='))).toHaveLength(2);
  });

  it('that fails says why at its button', async () => {
    const actions = show([section(1, ['hello'])]);
    actions.readLog.mockResolvedValue({ ok: false, failure: { message: 'the log was deleted' } });
    fireEvent.click(screen.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Download' }).title).toBe('Download: the log was deleted'));
    expect(saved).not.toHaveBeenCalled();
  });
});
