// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { CodeText } from './CodeText';

afterEach(cleanup);

it('shows what stands between backticks as code, and nothing as markup', () => {
  const { container } = render(<CodeText text="`pd` is used in `line <2>`, <b>twice</b>" />);
  expect(Array.from(container.querySelectorAll('code'), each => each.textContent)).toEqual(['pd', 'line <2>']);
  expect(container.textContent).toBe('pd is used in line <2>, <b>twice</b>');
});
