import { expect, it } from 'vitest';
import { noCounts } from './count-arms.ts';
import type { Arm } from './experiment.ts';
import { toRounds } from './rounds.schemas.ts';

const ids = {
  a1: '00000000-0000-7000-8000-000000000001',
  b1: '00000000-0000-7000-8000-000000000002',
  a2: '00000000-0000-7000-8000-000000000003',
};
const arm = (round: number, place: number, armId: string, share: number): Arm => ({
  ...{ round, place, armId, share, name: 'AB'[place] ?? '' },
  ...{ status: 'finished', stoppedAt: null, sentence: null },
});
const variant = (name: string) => ({ name, body: null, senderId: null, local: null });
const plan = { variants: [variant('A'), variant('B')], metric: 'clicks' as const };

it('tells of each round what every variant got and what came of it there', () => {
  const counts = new Map([
    [ids.a1, { ...noCounts, texts: 100, clicks: 10 }],
    [ids.b1, { ...noCounts, texts: 100, clicks: 5 }],
    [ids.a2, { ...noCounts, texts: 190, clicks: 19 }],
  ]);
  const rounds = toRounds(
    plan,
    [arm(0, 0, ids.a1, 1_000), arm(0, 1, ids.b1, 1_000), arm(1, 0, ids.a2, 1_900)],
    counts,
  );
  expect(
    rounds.map(({ round, variants }) => [round, ...variants.map(({ share, rate }) => [share, rate])]),
  ).toEqual([
    [1, [0.5, 0.1], [0.5, 0.05]],
    [2, [1, 0.1], [0, null]],
  ]);
  expect(rounds[1]?.variants[1]).toMatchObject({ campaign_id: null, texts: 0 });
});

it('knows of no round before the start', () => expect(toRounds(plan, [], new Map())).toEqual([]));
