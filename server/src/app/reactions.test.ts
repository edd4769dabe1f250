import { expect, test } from 'vitest';
import type { Context } from '../platform/context.ts';
import type { Announcement } from '../platform/jobs/index.ts';
import { openOutside } from '../platform/outside/outside.ts';
import { jobs as jobsOf } from './jobs.ts';
import { pollingJobs } from './poll-gateways.ts';
import { type Reactions, reactions, tellListeners } from './reactions.ts';
import { schedule } from './schedule.ts';

const jobs = {
  ...jobsOf({ textsForMonths: null }, null, { outside: openOutside() }),
  ...pollingJobs({ gateways: null as never, replies: null as never, instanceId: 'test' }),
};
const ctx = {} as Context;
const never = new AbortController().signal;
const news: Announcement = { workspaceId: 'w', type: 'thing.happened', data: { id: 1 } };

function listener(type: string, fails = false) {
  const heard: Announcement[] = [];
  const reactions: Reactions = {
    [type]: async (_ctx, told) => {
      heard.push(told);
      if (fails) throw new Error('busy');
    },
  };
  return { heard, reactions };
}

test('news reach all who listen for them, and nobody else', async () => {
  const [one, two, other] = [
    listener('thing.happened'),
    listener('thing.happened'),
    listener('thing.undone'),
  ];
  await tellListeners([one.reactions, two.reactions, other.reactions])(ctx, news, never);
  expect([one.heard, two.heard, other.heard]).toEqual([[news], [news], []]);
});

test('one who fails does not keep news from the others, and the job is tried again', async () => {
  const [failing, other] = [listener('thing.happened', true), listener('thing.happened')];
  const telling = tellListeners([failing.reactions, other.reactions])(ctx, news, never);
  await expect(telling).rejects.toThrow('Not everybody could be told of thing.happened');
  expect(other.heard).toEqual([news]);
});

test('news that nobody listens for are no failure', async () => {
  await expect(tellListeners([])(ctx, news, never)).resolves.toBeUndefined();
});

test('what must happen does have a listener', () => {
  const heard = reactions.flatMap((one) => Object.keys(one));
  expect(heard).toEqual(expect.arrayContaining(['run.drained', 'contact.opted_out']));
});

test('everything on the schedule is a job that exists', () => {
  expect(schedule.map((entry) => entry.task).filter((task) => !(task in jobs))).toEqual([]);
});
