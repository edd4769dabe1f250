import { TidingsError } from '@tidings/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOn } from './stage/handsets.ts';
import { americanNumber } from './stage/people.ts';
import { type Owner, type Running, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts } from './stage/witness.ts';

let service: Running;
let owner: Owner;
let programId: string;
beforeAll(async () => {
  service = await startTidings({ isBuilt: true });
  owner = await service.setUp();
  const { data: programs } = await owner.tidings.call('get', '/v1/programs');
  const { id } = await owner.tidings.call('post', '/v1/programs', {
    body: {
      name: 'Orders',
      purpose: 'transactional',
      brand_name: programs[0]?.brand_name ?? '',
      help_contact: programs[0]?.help_contact ?? '',
      disclosure: 'Texts about your orders. Reply STOP to leave.',
      texts_per_month: 30,
    },
  });
  programId = id;
  // It starts once it is wanted, and knows the gateway's secret only then.
  const isThere = () =>
    owner.tidings.call('get', '/v1/rehearsal/handsets').then(
      () => true,
      () => false,
    );
  await until('the carrier is there', isThere);
});
afterAll(() => service.stop());

const consent = { method: 'web_form', occurred_at: '2026-11-24T16:00:00Z', words_shown: 'Text me about it.' };

/** What phones got of single texts, by the carrier's own ledger. */
async function textsFor(...numbers: readonly string[]): Promise<string[]> {
  const texts = await acceptedTexts(service.ledger(), 'direct:');
  return texts.filter((one) => numbers.includes(one.to)).map((one) => one.body);
}

test('an order is confirmed once, however often the shop asks, and its life is told to the end', async () => {
  const { messages } = owner.tidings;
  const to = americanNumber(0);
  const wish = {
    to,
    program_id: programId,
    body: 'Order {{ n }} is confirmed.',
    variables: { n: 17 },
    consent,
  };
  const [first, again] = [
    await messages.send(wish, { idempotencyKey: 'order-17' }),
    await messages.send(wish, { idempotencyKey: 'order-17' }),
  ];
  expect(again).toEqual(first);
  await until('the phone has it', async () => (await messages.get(first.id)).status === 'delivered');
  expect(await textsFor(to)).toEqual(['Order 17 is confirmed.']);
  const { steps } = await messages.timeline(first.id);
  expect(steps.map((one) => one.step)).toEqual(
    expect.arrayContaining(['queued', 'consent', 'handed_over', 'accepted', 'delivered']),
  );
});

test('whoever replies STOP gets no single text any more', async () => {
  const { messages } = owner.tidings;
  const to = americanNumber(1);
  const { id } = await messages.send({ to, program_id: programId, body: 'Your order has left.', consent });
  await until('the phone has it', async () => (await messages.get(id)).status === 'delivered');
  await askOn(owner.tidings, to, 'STOP');
  const refusal = await messages
    .send({ to, program_id: programId, body: 'One more.', consent })
    .catch((e) => e);
  expect(refusal).toBeInstanceOf(TidingsError);
  expect(refusal).toMatchObject({ status: 422, code: 'contact.opted_out' });
  expect(await textsFor(to)).toEqual(['Your order has left.']);
});

test('many are sent at once, each with words of their own, and whoever may not be texted is named', async () => {
  const { messages } = owner.tidings;
  const people = Array.from({ length: 30 }, (_, n) => americanNumber(10 + n));
  for (const to of people)
    await owner.tidings.call('post', '/v1/contacts', {
      body: { number: to, consent: { ...consent, program_id: programId } },
    });
  const stranger = americanNumber(60);
  const { id } = await messages.sendMany({
    program_id: programId,
    body: 'Your number is {{ n }}.',
    recipients: [...people, stranger].map((to, n) => ({ to, variables: { n } })),
  });
  await until('all are decided about', async () => (await messages.getOperation(id)).status === 'finished');
  expect(await messages.getOperation(id)).toMatchObject({ accepted: 30, refused: 1 });
  const refused: string[] = [];
  for await (const item of messages.eachItem(id, { outcome: 'refused' }))
    refused.push(`${item.to} ${item.code}`);
  expect(refused).toEqual([`${stranger} contact.no_consent`]);
  await until('all have left', async () => (await textsFor(...people)).length === people.length);
  expect((await textsFor(...people, stranger)).toSorted()).toEqual(
    people.map((_, n) => `Your number is ${n}.`).toSorted(),
  );
});

test('a text for later can be taken back, and never leaves', async () => {
  const { messages } = owner.tidings;
  const to = americanNumber(0);
  const { id } = await messages.send({
    to,
    program_id: programId,
    body: 'Far away.',
    send_at: '2026-12-01T12:00:00Z',
  });
  expect(await messages.cancel(id)).toMatchObject({ status: 'suppressed', reason: 'text.cancelled' });
  const after = await messages.send({ to, program_id: programId, body: 'After it.' });
  await until('the next one is there', async () => (await messages.get(after.id)).status === 'delivered');
  expect(await textsFor(to)).not.toContain('Far away.');
});
