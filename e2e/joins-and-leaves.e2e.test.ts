import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerRow } from '@tidings/carrier';
import type { AnswerOf } from '@tidings/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../server/test/read-pdf.ts';
import { launch, untilFinished } from './stage/campaigns.ts';
import { tidingsCommand } from './stage/command-line.ts';
import { askOn, textsOn } from './stage/handsets.ts';
import { americanNumber } from './stage/people.ts';
import { behindLine } from './stage/reports.ts';
import { makeDataDir, type Owner, type Running, removeDataDir, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { type Accepted, acceptedTexts, numbersTexted, rowsOfPhone } from './stage/witness.ts';

// One life of a permission, from the keyword to the last word, and what a court could be shown of it.
const [ada, ben, cleo] = [americanNumber(1), americanNumber(2), americanNumber(3)];
const farewell: string = 'pls no more of these';
const isFarewell = (row: LedgerRow): row is Accepted =>
  row.kind === 'accepted' && row.body.includes('unsubscribed');
// Nothing but how a PNG begins; who keeps it looks no further.
const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const fiveMinutesMs = 5 * 60_000;

let folder: string;
let service: Running;
let owner: Owner;
let programId: string;
beforeAll(async () => {
  folder = makeDataDir();
  service = await startTidings({ dataDir: folder });
  owner = await service.setUp();
  const { data } = await owner.tidings.call('get', '/v1/programs');
  programId = data[0]?.id ?? '';
  await until('the carrier is there', () =>
    owner.tidings.call('get', '/v1/rehearsal/handsets').then(
      () => true,
      () => false,
    ),
  );
});
afterAll(async () => {
  await service.stop();
  await removeDataDir(folder);
});

const tidings = (...argv: string[]) =>
  tidingsCommand(argv, { TIDINGS_URL: service.url, TIDINGS_KEY: owner.key });

const msBetween = (a?: { at: string }, b?: { at: string }) =>
  Date.parse(b?.at ?? '') - Date.parse(a?.at ?? '');

/** The texts of the carrier's own ledger to a phone, oldest first. */
const textsTo = async (number: string) =>
  (await acceptedTexts(service.ledger())).filter(({ to }) => to === number);

const disclosure =
  'By joining you agree to get recurring automated marketing texts from Corner Bakery at the number you give, up to 8 a month. Consent is not a condition of purchase. Message and data rates may apply. Reply HELP for help, STOP to cancel.';

test('a program goes live with its words, asks for a YES, and has a word of its own', async () => {
  const { call } = owner.tidings;
  const path = { id: programId };
  await call('post', '/v1/programs/{id}/words', {
    path,
    body: { kind: 'disclosure', locale: 'en', body: disclosure },
  });
  await call('post', '/v1/programs/{id}/policies', { path, body: { locale: 'en' } });
  const rule = (await call('get', '/v1/programs/{id}', { path })).join_rule;
  await call('put', '/v1/programs/{id}/join-rule', { path, body: { ...rule, double_opt_in: 'always' } });
  const live = await call('post', '/v1/programs/{id}/publish', { path });
  expect(live).toMatchObject({ lacks: [], program: { status: 'live' } });
  const made = await tidings('keywords', 'create', 'BREAD', '--kind', 'join', '--tag', 'Counter');
  expect(made).toMatchObject({ code: 0, out: expect.stringContaining('BREAD') });
});

test('two people send the word, are asked, say yes, and are in', async () => {
  for (const number of [ada, ben]) {
    expect(await askOn(owner.tidings, number, 'Bread')).toContain('Reply YES to join');
    expect(await askOn(owner.tidings, number, 'Yes!')).toContain('Thanks for joining');
  }
});

test('a third gives her number on a page, and enters there the code that comes to her phone', async () => {
  const made = await tidings('forms', 'create', 'Site', '--code', '--json');
  expect(made.code).toBe(0);
  const { url } = JSON.parse(made.out) as { url: string };
  const address = new URL(new URL(url, service.url).pathname, service.url);
  /** As a browser without scripts: what the page hides is sent along. */
  const send = async (page: string, typed: Record<string, string>) => {
    const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]));
    const body = new URLSearchParams({ ...fields, ...typed });
    return (await fetch(address, { method: 'POST', body })).text();
  };
  const asked = await send(await (await fetch(address)).text(), { number: cleo, agree: 'yes' });
  expect(asked).toContain('Enter the code');
  const text = await until('the code comes', async () => (await textsOn(owner.tidings, cleo))[0]);
  const code = /\b\d{6}\b/.exec(text)?.[0] ?? '';
  expect(await send(asked, { code: code === '000000' ? '1' : '000000' })).toContain('not the code');
  expect(await send(asked, { code })).toContain('You are in');
  const welcome = await until('she is welcomed', async () => (await textsOn(owner.tidings, cleo))[1]);
  expect(welcome).toContain('Thanks for joining');
});

let spring: string;
let summer: string;
test('both get a campaign; one says that it is enough, and is told once, within five minutes', async () => {
  spring = (await launch(owner.tidings, { name: 'Spring', tags: ['Counter'] })).id;
  await untilFinished(owner.tidings, spring);
  expect(await numbersTexted(service.ledger(), spring)).toEqual([ada, ben].toSorted());
  expect(await askOn(owner.tidings, ada, farewell)).toContain('You are unsubscribed');
  // A phone may show a text a moment before the ledger's file has it.
  const rows = await until('the ledger has the answer', async () => {
    const found = await rowsOfPhone(service.ledger(), ada);
    return found.some(isFarewell) ? found : null;
  });
  const asked = rows.filter((row) => row.kind === 'inbound' && row.body === farewell);
  const told = rows.filter(isFarewell);
  expect([asked.length, told.length]).toEqual([1, 1]);
  expect(msBetween(asked[0], told[0])).toBeLessThan(fiveMinutesMs);
});

test('the next campaign reaches whoever stayed, and nobody else', async () => {
  summer = (await launch(owner.tidings, { name: 'Summer', tags: ['Counter'] })).id;
  await untilFinished(owner.tidings, summer);
  expect(await numbersTexted(service.ledger(), summer)).toEqual([ben]);
  expect((await behindLine(owner.tidings, summer, 'opted_out')).numbers).toEqual([ada]);
});

test('a picture is fetched from the carrier; STOP above one is a STOP', async () => {
  const { call } = owner.tidings;
  const path = { number: ben };
  const media = [{ content_type: 'image/png', base64: picture.toString('base64') }];
  await call('post', '/v1/rehearsal/handsets/{number}/replies', {
    path,
    body: { body: 'Look what I made', subject: 'Rye', media },
  });
  const kept = await until('it is kept', async () => {
    const { data } = await call('get', '/v1/inbound-messages', { query: { number: ben } });
    const [first] = data.flatMap((reply) => reply.media);
    return first?.status === 'kept' ? first : null;
  });
  expect(kept).toMatchObject({ content_type: 'image/png', bytes: picture.length });
  const stream = await owner.tidings.download('/v1/inbound-media/{id}', {
    path: { id: kept.id },
    accept: 'image/png',
  });
  expect(Buffer.from(await new Response(stream).arrayBuffer())).toEqual(picture);
  await call('post', '/v1/rehearsal/handsets/{number}/replies', {
    path,
    body: { body: '', subject: 'STOP', media },
  });
  await until('he is told', async () => (await textsOn(owner.tidings, ben)).at(-1)?.includes('unsubscribed'));
});

type Pack = AnswerOf<'/v1/proof-packs/{number}', 'get'>;

test('the proof pack tells the whole of it, as the carrier saw it', async () => {
  const settled = async () => {
    const said = await tidings('proof', ada);
    expect([said.code, said.err]).toEqual([0, '']);
    const found = JSON.parse(said.out) as Pack;
    return found.texts.every(({ status }) => status === 'delivered') ? found : null;
  };
  const pack = await until('all receipts are on record', settled);

  const told = await textsTo(ada);
  expect(pack.texts.map(({ body }) => body)).toEqual(told.map(({ body }) => body));
  expect(pack.texts.map(({ kind }) => kind)).toEqual(['auto', 'auto', 'campaign', 'auto']);
  expect(pack.texts[2]).toMatchObject({
    campaign: 'Spring',
    local_time: expect.stringMatching(/^Tue, 24 Nov 2026, 12:.*New_York/),
  });

  const [asked, joined, left] = pack.consent_events;
  expect(pack.consent_events.map(({ type }) => type)).toEqual(['doi_requested', 'doi_confirmed', 'opt_out']);
  expect(asked).toMatchObject({
    method: 'keyword',
    words_shown: disclosure,
    evidence: { raw_text: 'Bread' },
    level: null,
  });
  expect(joined).toMatchObject({
    words_shown: disclosure,
    evidence: { raw_text: 'Yes!' },
    level: { name: 'pewc', expires_at: null },
  });
  expect(left).toMatchObject({ evidence: { raw_text: farewell }, level: null });
  // Each text names what allowed it: the campaign the YES, and the answers what was written just before.
  expect(pack.texts[2]?.consent_event).toBe(joined?.id);
  const [bread, yes, enough] = pack.replies.map(({ id }) => id);
  expect(pack.texts.map(({ in_answer_to }) => in_answer_to)).toEqual([bread, yes, null, enough]);

  expect(pack.replies.map(({ body, read_as, keyword }) => [body, read_as, keyword])).toEqual([
    ['Bread', 'other', 'BREAD'],
    ['Yes!', 'confirm', null],
    [farewell, 'stop', null],
  ]);
  expect(pack.opt_outs).toMatchObject([
    {
      words: farewell,
      reading: { why: expect.any(String), score: expect.any(Number) },
      confirmation: { text: pack.texts[3]?.id, status: 'delivered' },
    },
  ]);
  expect(pack.opt_outs[0]?.in_effect_after_ms).toBeLessThan(fiveMinutesMs);
  expect(pack.left_out).toMatchObject([{ campaign: 'Summer' }]);
  expect(pack.ledger.is_intact).toBe(true);
  expect(pack.checks.filter(({ holds }) => !holds)).toEqual([]);
});

test('and so does the PDF, in words that need no explanation', async () => {
  const file = join(folder, 'proof.pdf');
  expect(await tidings('proof', ada, '--pdf', file)).toMatchObject({ code: 0, err: '' });
  const { text, json } = await readPdf(readFileSync(file));
  for (const words of [
    disclosure,
    'Bread',
    'Yes!',
    farewell,
    'You are unsubscribed',
    'prior express written consent',
    'Spring',
    'Summer',
    'intact',
  ])
    expect(text).toContain(words);
  expect(JSON.parse(json.toString())).toMatchObject({ number: ada, object: 'proof_pack' });
});
