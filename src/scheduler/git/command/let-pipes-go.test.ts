import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { letPipesGo } from './let-pipes-go';

/** One more each turn of the event loop; `told` is called before each. */
function writeEachTurn(pipe: PassThrough, most: number, told: (turn: number) => void = () => undefined): void {
  let turn = 0;
  setImmediate(function write(): void {
    turn += 1;
    told(turn);
    if (turn <= most && !pipe.destroyed) {
      pipe.write('.');
      setImmediate(write);
    }
  });
}

async function textUntilLetGo(pipe: PassThrough): Promise<string> {
  let text = '';
  pipe.on('data', (bytes: Buffer) => {
    text += bytes.toString();
  });
  await once(pipe, 'close');
  return text;
}

it('reads a pipe as long as each turn of the event loop brings something, and then lets all of them go', async () => {
  const [silent, busy] = [new PassThrough(), new PassThrough()];
  silent.resume();
  letPipesGo([silent, busy], () => false);
  writeEachTurn(busy, 50);

  expect(await textUntilLetGo(busy)).toBe('.'.repeat(50));
  expect(silent.destroyed).toBe(true);
});

it('lets a pipe go that brings something each turn when it is given up', async () => {
  const pipe = new PassThrough();
  let turns = 0;
  letPipesGo([pipe], () => turns >= 20);
  writeEachTurn(pipe, 1_000, turn => {
    turns = turn;
  });

  const text = await textUntilLetGo(pipe);

  expect(text.length).toBeGreaterThanOrEqual(19);
  expect(text.length).toBeLessThan(25);
});
