import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spliceTask } from '../../src/core/definitions/splice-task';
import { useBench } from './support/bench';
import { createNewsroom } from './support/repository';

const bench = useBench();

const TRAIN = {
  codops: 'debr',
  name: 'train_model',
  definition: { notebook: 'notebooks/train.ipynb', method: 'train_model', executor: 'python', args: { epochs: 100 } }
} as const;

it('trains the example’s model from master, keeps its weights and returns its score', async () => {
  const { directory, stateDir, start } = bench();
  const repository = createNewsroom(join(directory, 'newsroom'));
  const spliced = spliceTask(repository.read('peach.conf/debr.yaml'), TRAIN);
  expect(spliced.ok).toBe(true);
  repository.write('peach.conf/debr.yaml', spliced.ok ? spliced.text : '');
  const version = repository.commit('Register train_model');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const run = await scheduler.nextEnd('debr/train_model');

  expect(run).toMatchObject({ status: 'SUCCESS', version, trigger: 'loop', executor: 'python', exit_code: 0 });
  expect(run.commit).toMatchObject({ author: 'Ada', subject: 'Register train_model' });
  const { score, weights } = run.result as { score: number; weights: number[] };
  expect(score).toBeGreaterThan(0.7);
  expect(weights).toHaveLength(4);
  expect(
    readFileSync(join(stateDir, 'data', 'debr', 'weights.npy'))
      .subarray(1, 6)
      .toString()
  ).toBe('NUMPY');
  expect(await scheduler.log(run.id)).toMatch(/^epoch 25 of 100: loss 0\.\d{4}\n(.*\n){3}score 0\.\d{3}\n$/);
});

it('runs one notebook for two tasks, each with its own nested arguments', async () => {
  const { directory, start } = bench();
  const repository = createNewsroom(join(directory, 'newsroom'));
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const reader = await scheduler.nextEnd('debr/related_publications');
  const editors = await scheduler.nextEnd('debr/related_publications_editors');

  expect(reader).toMatchObject({ status: 'SUCCESS', result: { item_id: 35, options: { nested: { limit: 3, list: ['test', 23.45] } } } });
  expect((reader.result as { related: number[] }).related).toHaveLength(3);
  expect(editors).toMatchObject({
    status: 'SUCCESS',
    result: { item_id: 120, options: { nested: { deeper: { still: { deeper: [1, 2, { three: true }] } } } } }
  });
  expect((editors.result as { related: number[] }).related).toHaveLength(8);
});

it('runs a full notebook with its helper cells, without those tagged peach-skip', async () => {
  const { directory, start } = bench();
  const repository = createNewsroom(join(directory, 'newsroom'));
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const run = await scheduler.nextEnd('debr/weekly_report');

  expect(run.status).toBe('SUCCESS');
  expect(Object.keys(run.result as object)).toHaveLength(3);
  expect(await scheduler.log(run.id)).toMatch(/^240 articles\n(\w+ +\d+ {2}\d+ %\n){3}$/);
});

it('fetches metadata from an HTTP server in the shared loop', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ sections: [{ name: 'politics' }, { name: 'science' }] }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { directory, stateDir, start } = bench();
  const repository = createNewsroom(join(directory, 'newsroom'));
  const source = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sections`;
  repository.write('peach.conf/debr.yaml', repository.read('peach.conf/debr.yaml').replace('data/sections.json', source));
  repository.commit('Ask the server');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const run = await scheduler.nextEnd('debr/sections');

  expect(run).toMatchObject({ status: 'SUCCESS', result: { sections: 2 } });
  expect(asked).toContain('/sections');
  expect(existsSync(join(stateDir, 'data', 'debr', 'sections.json'))).toBe(true);
  expect((await scheduler.task('debr/sections')).trigger.loop).toBe('metadata');
  server.close();
});
