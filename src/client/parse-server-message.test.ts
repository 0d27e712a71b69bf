import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../protocol/events';
import type { Trial } from '../protocol/trial';
import { parseServerMessage } from './parse-server-message';
import { sampleOrganisation, sampleRepository, sampleRun, sampleTask } from './test-support/samples';

const TRIAL: Trial = { run: sampleRun(1, { trial: true }), name: 'fresh', step: 'ended', requirements: ['six'] };

const good: readonly ServerMessage[] = [
  {
    type: 'snapshot',
    subscription: 1,
    number: 0,
    data: { kind: 'organisations', organisations: [sampleOrganisation()], repositories: [sampleRepository] }
  },
  { type: 'snapshot', subscription: 1, number: 0, data: { kind: 'tasks', organisation: null, tasks: [sampleTask(1)] } },
  { type: 'snapshot', subscription: 1, number: 0, data: { kind: 'task', task: sampleTask(1), runs: [sampleRun(1)] } },
  { type: 'snapshot', subscription: 1, number: 0, data: { kind: 'trial', trial: null } },
  { type: 'snapshot', subscription: 1, number: 0, data: { kind: 'log', run: null } },
  { type: 'change', subscription: 1, number: 7, data: { kind: 'organisation', organisation: sampleOrganisation() } },
  { type: 'change', subscription: 1, number: 7, data: { kind: 'repository', repository: sampleRepository } },
  { type: 'change', subscription: 1, number: 7, data: { kind: 'repository_gone', url: 'https://example.org/x.git' } },
  { type: 'change', subscription: 1, number: 7, data: { kind: 'task', task: sampleTask(1) } },
  { type: 'change', subscription: 1, number: 7, data: { kind: 'run', run: sampleRun(1) } },
  { type: 'change', subscription: 1, number: 7, data: { kind: 'trial', trial: TRIAL } },
  { type: 'log_index', subscription: 1, entries: [{ offset: 0, time: 1.5, stream: 'stderr' }] },
  { type: 'log_gap', subscription: 1, gap: { from: 5, to: 10, limit: 7 } },
  { type: 'log_end', subscription: 1, run: sampleRun(1) },
  { type: 'refused', subscription: null, error: { code: 'bad_request', message: 'no', details: null } }
];

describe('parseServerMessage', () => {
  it.each(good.map(message => [`${message.type} ${'data' in message ? message.data.kind : ''}`, message] as const))(
    'reads a message %s',
    (_name, message) => {
      expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
    }
  );

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['an unknown type', '{"type":"hello","subscription":1}'],
    ['no subscription', '{"type":"log_index","entries":[]}'],
    ['a negative number', '{"type":"snapshot","subscription":1,"number":-1,"data":{"kind":"log","run":null}}'],
    ['an unknown kind of data', '{"type":"snapshot","subscription":1,"number":0,"data":{"kind":"weather"}}'],
    ['a task that is none', '{"type":"change","subscription":1,"number":1,"data":{"kind":"task","task":{"id":"x"}}}'],
    ['an unknown stream', '{"type":"log_index","subscription":1,"entries":[{"offset":0,"time":0,"stream":"x"}]}'],
    ['a gap without a limit', '{"type":"log_gap","subscription":1,"gap":{"from":0,"to":1}}'],
    ['an unknown code', '{"type":"refused","subscription":1,"error":{"code":"x","message":"","details":null}}']
  ])('refuses a message with %s', (_name, text) => {
    expect(parseServerMessage(text)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), text => {
        expect(() => parseServerMessage(text)).not.toThrow();
      })
    );
  });
});
