import { TidingsError } from '@tidings/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringIn, launch, untilFinished, writeCampaign } from './stage/campaigns.ts';
import { plainList } from './stage/people.ts';
import { type Owner, type Running, startTidings } from './stage/start-tidings.ts';
import { acceptedTexts, numbersTexted } from './stage/witness.ts';

let service: Running;
let owner: Owner;
const list = plainList(200);
beforeAll(async () => {
  service = await startTidings();
  owner = await service.setUp();
  await bringIn(owner.tidings, list, { list: 'Everybody' });
});
afterAll(() => service.stop());

/** What a call was refused with; a call that was not refused is the failure. */
async function refusalOf(call: Promise<unknown>): Promise<TidingsError> {
  const error = await call.then(
    () => new Error('This was not refused.'),
    (reason: unknown) => reason,
  );
  if (error instanceof TidingsError) return error;
  throw error;
}

const check = (id: string) => owner.tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } });
const launchWith = (id: string, confirmed: number) =>
  owner.tidings.call('post', '/v1/campaigns/{id}/launch', {
    path: { id },
    body: { confirm_count: confirmed },
  });

describe('two people press launch at the same moment', () => {
  test('one of them launches, the others are told, and everybody gets one text', async () => {
    const { id } = await writeCampaign(owner.tidings, { lists: ['Everybody'] });
    await check(id);
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => launchWith(id, 200)));
    const refused = outcomes.filter((one) => one.status === 'rejected').map((one) => one.reason);
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const refusal of refused) {
      expect(refusal).toMatchObject({ status: 409 });
      expect(refusal.message).toMatch(/launched|sending|finished/);
    }
    await untilFinished(owner.tidings, id);
    expect(await numbersTexted(service.ledger(), id)).toEqual([...list.numbers].sort());
  });
});

describe('a campaign that must not go out', () => {
  test('for a merge field that nobody has is refused at the check, with the name most likely meant', async () => {
    const { id } = await writeCampaign(owner.tidings, {
      lists: ['Everybody'],
      body: 'Corner Bakery: Hi {{ frist_name }}, rolls from 7. Reply STOP to opt out',
    });
    const refusal = await refusalOf(check(id));
    expect(refusal.status).toBe(422);
    expect(refusal.message).toMatch(/frist_name/);
    expect(refusal.message).toMatch(/first_name/);
  });

  test('for a field that the list does not fill asks for a fallback instead of leaving a hole', async () => {
    const { id } = await writeCampaign(owner.tidings, {
      lists: ['Everybody'],
      body: 'Corner Bakery: your mail is {{ email }}. Reply STOP to opt out',
    });
    const refusal = await refusalOf(check(id));
    expect(refusal.status).toBe(422);
    expect(refusal.message).toMatch(/Nobody in this audience has email: give it a fallback/);
  });

  test('without any list or tag says that nobody was chosen', async () => {
    const refusal = await refusalOf(writeCampaign(owner.tidings, { lists: [] }));
    expect(refusal.status).toBe(422);
    expect(refusal.message).toBe(
      'Choose at least one list or tag, or a segment: this campaign is for nobody yet.',
    );
  });

  test('to a list on which nobody agreed says that nobody would receive it', async () => {
    const silent = { name: 'silent.csv', bytes: Buffer.from('Name,Mobile\nKim,+13035550177\n') };
    await bringIn(owner.tidings, silent, { list: 'Silent' });
    const { id } = await writeCampaign(owner.tidings, { lists: ['Silent'] });
    const refusal = await refusalOf(check(id));
    expect(refusal.code).toBe('audience.nobody');
    expect(refusal.message).toMatch(/Nobody would receive this text/);
  });

  test('with another number of people than was confirmed is held back and says both numbers', async () => {
    const { id } = await writeCampaign(owner.tidings, { lists: ['Everybody'] });
    await check(id);
    const refusal = await refusalOf(launchWith(id, 199));
    expect(refusal.status).toBe(409);
    expect(refusal.message).toMatch(/You confirmed 199 people, but 200 would receive/);
    expect(await acceptedTexts(service.ledger(), id)).toEqual([]);
  });

  test('that was never checked is not launched', async () => {
    const { id } = await writeCampaign(owner.tidings, { lists: ['Everybody'] });
    const refusal = await refusalOf(launchWith(id, 200));
    expect(refusal.status).toBe(409);
    expect(refusal.message).toMatch(/[Cc]heck/);
  });

  test('is refused without having texted anybody; the same list can be sent to right afterwards', async () => {
    const { id } = await launch(owner.tidings, { lists: ['Everybody'], name: 'Afterwards' });
    await untilFinished(owner.tidings, id);
    expect(await numbersTexted(service.ledger(), id)).toHaveLength(200);
  });
});
