// From the command to the first answer, with a long history.
import { historySize, makeHistory } from '../support/long-history.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';

export const startUpMeasure = { letter: 's', words: 'scheduler start → /api/health answers', take };

async function take(session, repetitions, { quick }) {
  const size = historySize(quick);
  const { configuration } = await makeHistory(session, size);
  const ours = [];
  const bare = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    bare.push(await timeToReady(session, {}, `empty-${repetition}`));
    ours.push(await timeToReady(session, configuration, 'state'));
  }
  const reference = { words: 'the same with an empty state directory', values: bare };
  const measure = `${startUpMeasure.words}, ${size.toLocaleString('en-GB')} runs`;
  return [{ measure, unit: 'ms', digits: 0, ours, reference, aim: '≤ 1 s' }];
}

async function timeToReady(session, configuration, state) {
  const began = performance.now();
  const scheduler = await startScheduler(session, configuration, state);
  await scheduler.get('/api/health');
  const ready = performance.now() - began;
  await scheduler.stop();
  return ready;
}
