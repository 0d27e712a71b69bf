import { describe, expect, it } from 'vitest';
import { isLoopback, loopbackAuthorities } from './loopback';

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])('takes %s', host => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', 'localhost.example.org', ''])('refuses %j', host => {
    expect(isLoopback(host)).toBe(false);
  });
});

describe('loopbackAuthorities', () => {
  it('names this machine with the port, and the address that listens', () => {
    expect(loopbackAuthorities('127.0.0.5', 8001)).toEqual(['localhost:8001', '127.0.0.1:8001', '[::1]:8001', '127.0.0.5:8001']);
  });

  it('leaves the port away where it is the default of http', () => {
    expect(loopbackAuthorities('::1', 80)).toContain('localhost');
  });
});
