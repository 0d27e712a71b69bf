// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { render } from '../test-support/render';
import { CodeText } from './CodeText';

it('shows what stands between backticks as code, and nothing as markup', async () => {
  const page = await render(<CodeText text="`pd` is used in `line <2>`, <b>twice</b>" />);
  expect(Array.from(page.node.querySelectorAll('code'), each => each.textContent)).toEqual(['pd', 'line <2>']);
  expect(page.node.textContent).toBe('pd is used in line <2>, <b>twice</b>');
  await page.remove();
});
