// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFocus } from './keep-focus';

let root: HTMLElement;
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <button id="outside"></button>
    <div id="root">
      <input id="first">
      <section id="named" tabindex="-1"><div><button id="remedy"></button></div></section>
      <footer><button id="close"></button><button id="commit"></button></footer>
    </div>`;
  root = element('root');
  end = keepFocus(root);
});

afterEach(() => {
  end();
  document.body.replaceChildren();
  vi.useRealTimers();
});

function element(id: string): HTMLElement {
  return document.querySelector<HTMLElement>(`#${id}`)!;
}

/** What has the focus once the observers have been told. */
async function focused(): Promise<string | undefined> {
  await Promise.resolve();
  return document.activeElement?.id;
}

describe('keepFocus', () => {
  it('moves the focus to what stands beside a button that goes', async () => {
    element('commit').focus();
    element('commit').remove();
    expect(await focused()).toBe('close');
  });

  it('moves it to a part that takes it, rather than to something after that part', async () => {
    element('remedy').focus();
    element('remedy').parentElement?.remove();
    expect(await focused()).toBe('named');
  });

  it('moves it also where the browser tells of the loss before the button goes', async () => {
    element('commit').focus();
    element('commit').blur();
    element('commit').remove();
    expect(await focused()).toBe('close');
  });

  it('moves it away from what is disabled', async () => {
    element('commit').focus();
    element('commit').setAttribute('disabled', '');
    expect(await focused()).toBe('close');
  });

  it('leaves it where a person has put it meanwhile', async () => {
    element('commit').focus();
    element('outside').focus();
    element('commit').remove();
    expect(await focused()).toBe('outside');
  });

  it('does not take it back from a page that a person clicked', async () => {
    element('commit').focus();
    element('commit').blur();
    vi.runAllTimers();
    element('commit').remove();
    expect(await focused()).toBe('');
  });

  it('knows what had the focus when it began', async () => {
    end();
    element('commit').focus();
    end = keepFocus(root);
    element('commit').remove();
    expect(await focused()).toBe('close');
  });

  it('does nothing after its end', async () => {
    end();
    element('commit').focus();
    element('commit').remove();
    expect(await focused()).toBe('');
  });
});
