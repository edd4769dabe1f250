import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner, WorkerEvents } from 'graphile-worker';
import { expect, test } from 'vitest';
import { watchEnd } from './end-of-runner.ts';

function stage() {
  const events = new EventEmitter() as WorkerEvents;
  const ending = Promise.withResolvers<void>();
  let killed = 0;
  const kill = async () => {
    killed += 1;
  };
  const runner = { promise: ending.promise, kill } as unknown as Runner;
  const end = watchEnd(events, 20);
  let isOver = false;
  const over = end.over(runner).then((error) => {
    isOver = true;
    return error;
  });
  return { events: events as EventEmitter, end, over, ending, isOver: () => isOver, killed: () => killed };
}

test('a runner that ends by itself is over, with its reason', async () => {
  const { over, ending, killed } = stage();
  ending.reject(new Error('It could not go on.'));
  expect((await over)?.message).toBe('It could not go on.');
  expect(killed()).toBe(0);
});

test('a runner that works is never given up', async () => {
  const { isOver } = stage();
  await sleep(100);
  expect(isOver()).toBe(false);
});

test('a runner that must end and never does is given up, but not while somebody works in it', async () => {
  const { events, end, over, isOver, killed } = stage();
  const work = Promise.withResolvers<void>();
  const done = end.during(work.promise);
  events.emit('pool:gracefulShutdown');
  await sleep(100);
  expect(isOver()).toBe(false);
  work.resolve();
  await done;
  expect(await over).toBeNull();
  expect(killed()).toBe(1);
});
