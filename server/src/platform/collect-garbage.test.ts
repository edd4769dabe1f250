import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectGarbage } from './collect-garbage.ts';

test('collects what nobody holds, and keeps what somebody does', async () => {
  const held = { name: 'held' };
  const [kept, dropped] = [new WeakRef(held), new WeakRef({ name: 'dropped' })];
  // Whatever a reference was made for is kept until the turn is over.
  await turn();
  collectGarbage();
  expect(dropped.deref()).toBeUndefined();
  expect(kept.deref()).toBe(held);
});
