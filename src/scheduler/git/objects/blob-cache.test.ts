import { expect, it } from 'vitest';
import { createBlobCache } from './blob-cache';

it('remembers texts, and that a blob is no text', () => {
  const cache = createBlobCache(10);
  cache.set('a', 'text');
  cache.set('b', null);

  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['text', null, undefined]);
});

it('forgets what was used longest ago when it is full', () => {
  const cache = createBlobCache(10);
  cache.set('a', '12345');
  cache.set('b', '12345');
  cache.get('a');
  cache.set('c', '1');

  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['12345', undefined, '1']);
});

it('counts a text that is set twice once', () => {
  const cache = createBlobCache(10);
  cache.set('a', '12345');
  cache.set('a', '12345');
  cache.set('b', '12345');

  expect(cache.get('a')).toBe('12345');
});
