import { expect, it } from 'vitest';
import { parseJournal } from './parse-journal';

const START = '{"kind":"start","at":1,"process":{"pid":3,"startTime":4},"parent":2,"file":1,"source":1,"task":"a/b"}\n';

it('reads what a run noted, and of which task it is', () => {
  const journal = parseJournal('r', `${START}{"kind":"tick","at":2.5}\n`);

  expect(journal).toMatchObject({
    run: 'r',
    task: 'a/b',
    lines: [
      { kind: 'start', parent: 2 },
      { kind: 'tick', at: 2.5 }
    ]
  });
});

it('leaves out a line that is not there to its end', () => {
  expect(parseJournal('r', `${START}{"kind":"ti`).lines).toHaveLength(1);
  expect(parseJournal('r', '').lines).toEqual([]);
});
