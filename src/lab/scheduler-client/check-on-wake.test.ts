// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest';
import { checkOnWake } from './check-on-wake';

afterEach(() => void vi.restoreAllMocks());

it('checks when the network or the person is back, and not after its end', () => {
  const check = vi.fn();
  const end = checkOnWake({ check });
  window.dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(check).toHaveBeenCalledTimes(2);

  end();
  window.dispatchEvent(new Event('online'));
  expect(check).toHaveBeenCalledTimes(2);
});

it('leaves a page that nobody sees as it is', () => {
  const check = vi.fn();
  const end = checkOnWake({ check });
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(check).not.toHaveBeenCalled();
  end();
});
