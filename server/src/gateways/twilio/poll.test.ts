import { expect, onTestFinished, test } from 'vitest';
import { startScriptedCarrier } from '../../../test/gateway-cases/scripted-carrier.ts';
import { pollTwilio } from './poll.ts';
import { readTwilioAccount } from './settings.ts';

const nowMs = Date.parse('2026-08-01T12:00:00Z');
const minutesAgo = (minutes: number) => nowMs - minutes * 60_000;

/** From where the list is read on after a round in which these texts stood in it. */
async function readsOnFrom(...texts: { minutes: number; status: string }[]): Promise<number> {
  const carrier = await startScriptedCarrier();
  onTestFinished(() => carrier.close());
  const account = readTwilioAccount(
    { account_sid: 'AC00000000000000000000000000000001' },
    JSON.stringify({ auth_token: 'token-of-the-cases-0123456789abcdef' }),
    { publicOrigin: null, callbackPath: '/callbacks/x', at: () => carrier.origin },
  );
  const messages = texts.map(({ minutes, status }, at) => ({
    ...{ sid: `SM${at}`, direction: 'outbound-api', status, to: '+13035550146', num_segments: '1' },
    date_created: new Date(minutesAgo(minutes)).toUTCString(),
  }));
  carrier.answer({ status: 200, body: { messages, next_page_uri: null } });
  const asked = await pollTwilio(account, null, nowMs);
  if (asked.kind === 'failed') throw new Error(asked.sentence);
  return JSON.parse(asked.value.cursor).since;
}

test('the list is read on from the oldest text of the last minutes that is still under way', async () => {
  expect(
    await readsOnFrom(
      { minutes: 1, status: 'sent' },
      { minutes: 9, status: 'sent' },
      { minutes: 12, status: 'delivered' },
    ),
  ).toBe(minutesAgo(9));
});

test('a phone that is off for hours has nobody read hours of texts each minute', async () => {
  expect(await readsOnFrom({ minutes: 3, status: 'sent' }, { minutes: 180, status: 'sent' })).toBe(
    minutesAgo(3),
  );
  expect(await readsOnFrom({ minutes: 180, status: 'sent' })).toBe(nowMs);
});
