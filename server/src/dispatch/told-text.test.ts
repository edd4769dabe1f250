import { expect, test } from 'vitest';
import { openToldTexts, readTold, type ToldText } from './told-text.ts';

const only = { runId: 'run', programId: 'program', brandId: 'brand', number: '+13125550142', parts: 1 };
const text: ToldText = {
  ...{ workspaceId: 'workspace', id: 7, senderId: 'sender', lane: 'otp', baseId: 1024, recipients: [5] },
  only: { ...only, purpose: 'otp' },
};

function open(gatewayIds: readonly string[] = ['gateway'], elsewhere = '') {
  let nowMs = 0;
  const texts = openToldTexts({
    habits: new Map([['sender', { gatewayIds, counters: [] }]]),
    ...{ worker: 'worker', leaseMs: 1_000, now: () => new Date(0), random: () => 0 },
    monotonicMs: () => nowMs,
    isElsewhere: (id) => id === elsewhere,
  });
  return {
    take: () => texts.take(text),
    wait: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('what is said of a single text is read, and whatever else is said is nothing', () => {
  expect(readTold(JSON.stringify(text))).toEqual(text);
  const others = ['', '{', '7', 'null', '{}', JSON.stringify({ ...text, lane: 'marketing' })];
  for (const said of others) expect(readTold(said)).toBeNull();
  // What the person was sent lately would have to be held in between.
  const answer = { ...text, only: { ...text.only, purpose: 'conversational' } };
  expect(readTold(JSON.stringify(answer))).toBeNull();
});

test('a number has as many texts taken up at once as it always has places', () => {
  const { take } = open();
  const [first, second] = [take(), take()];
  expect(first?.lease).toMatchObject({
    id: 7,
    fence: 0,
    claim: { senderId: 'sender', gatewayId: 'gateway' },
  });
  expect(second).not.toBeNull();
  expect(take()).toBeNull();
  first?.end(true);
  expect(take()).not.toBeNull();
});

test('a number that has sent nothing yet, or leaves by several accounts, or by one of another worker’s, is left to a lease', () => {
  expect(open([]).take()).toBeNull();
  expect(open(['one', 'other']).take()).toBeNull();
  expect(open(['gateway'], 'gateway').take()).toBeNull();
});

test('whoever tries in vain twice running leaves texts to others for a while', () => {
  const { take, wait } = open();
  for (const isTaken of [false, true, false, false]) take()?.end(isTaken);
  expect(take()).toBeNull();
  wait(1_000);
  expect(take()).not.toBeNull();
});
