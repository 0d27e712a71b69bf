import { expect, it } from 'vitest';
import { sampleTask } from '../../client/test-support/samples';
import { taskFacts } from './task-facts';

it('says where the code is and how it runs', () => {
  expect(taskFacts(sampleTask(1))).toBe(
    'notebooks/related.ipynb, cell 7 · executor python · loop debr · time limit 3 min · arguments user, item_id'
  );
});

it('says of a wrong definition only where it is', () => {
  expect(taskFacts(sampleTask(1, { invalid: true }))).toBe('defined in peach.conf/debr.yaml');
});
