import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { readPdf } from '../../../test/read-pdf.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';

let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let officer: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});
beforeEach(async () => {
  shop = await openShop(database.db);
  await database.db.tx(shop.workspaceId, async (tx) => {
    await addPerson(tx, shop, { n: 1 });
    await tx.query(`update gateway set kind = 'twilio', name = 'Our Twilio'`);
    await tx.query(`update workspace set country = 'DE'`);
    await tx.query(
      `insert into contact_field (workspace_id, name, label) values (current_workspace(), 'size', 'Shoe size')`,
    );
  });
  officer = await app.signedIn(shop.workspaceId, 'compliance');
});

const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, payload?: object, ask = officer) =>
  (await ask({ method, url, ...(payload && { payload }) })).json();
const controller = { name: 'Harbor GmbH', address: 'Am Hafen 1, Hamburg', contact: 'privacy@harbor.example' };

describe('the record of processing', () => {
  test('is of what is really there, and names what is missing', async () => {
    const record = await send('GET', '/v1/processing-record');
    expect(record.activities[0]).toMatchObject({
      name: 'Program “Offers” of Harbor Coffee',
      legal_basis: expect.stringContaining('art. 6(1)(a)'),
      people: '1 person who has joined',
      retention: expect.stringContaining('no general period is set'),
    });
    expect(record.activities[0].data).toContain('Fields of the business’s own: Shoe size');
    expect(record.missing.join(' ')).toMatch(
      /controller are not said.*Our Twilio \(twilio\) gets texts and stands in no entry/,
    );
  });

  test('takes what only the business knows, keeps versions as they were, and refuses what corrects nothing', async () => {
    const corrections = [
      { activity: 'Program “Offers” of Harbor Coffee', retention: 'Three years from the last purchase' },
    ];
    await send('PUT', '/v1/processing-record/additions', {
      controller,
      corrections,
      security: ['A door that locks'],
    });
    expect(await send('GET', '/v1/processing-record/additions')).toEqual({
      controller,
      corrections,
      security: ['A door that locks'],
    });
    expect((await send('POST', '/v1/processing-record/versions')).version).toBe(1);
    await send('PUT', '/v1/processing-record/additions', {});
    expect((await send('POST', '/v1/processing-record/versions')).version).toBe(2);
    const kept = await send('GET', '/v1/processing-record/versions/1');
    expect(kept).toMatchObject({ controller: { named: controller } });
    expect(kept.activities[0].retention).toBe('Three years from the last purchase');
    expect((await send('GET', '/v1/processing-record/versions/2')).controller.named).toBeNull();
    const lines = (await send('GET', '/v1/processing-record/versions')).data;
    expect(lines.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    const none = { corrections: [{ activity: 'Baking', retention: 'For ever' }] };
    expect((await send('PUT', '/v1/processing-record/additions', none)).code).toBe(
      'processing_record.unknown_activity',
    );
    expect((await send('GET', '/v1/processing-record')).security).not.toContain('A door that locks');
  });

  test('is written for people as PDF, with the JSON inside, and as Markdown', async () => {
    const answer = await officer({ url: '/v1/processing-record', headers: { accept: 'application/pdf' } });
    const { text, json } = await readPdf(answer.rawPayload);
    expect(text).toContain('Program “Offers” of Harbor Coffee');
    expect(text.replace(/ /g, '')).toContain(sha256(json).toString('hex'));
    const markdown = (await officer({ url: '/v1/processing-record?format=markdown' })).body;
    expect(markdown).toContain('## Program “Offers” of Harbor Coffee');
    expect(markdown).toContain('- **Missing:**');
  });
});

describe('the register of processors', () => {
  test('offers gateways, says what each entry lacks, and is full when nothing is missing', async () => {
    const { unrecorded } = await send('GET', '/v1/processors');
    expect(unrecorded).toEqual([
      { gateway_id: publicId('gtw', shop.gatewayId), name: 'Our Twilio', kind: 'twilio' },
    ]);
    const made = await send('POST', '/v1/processors', {
      gateway_id: unrecorded[0].gateway_id,
      country: 'US',
    });
    expect(made).toMatchObject({ name: 'Our Twilio', gateway_kind: 'twilio', is_transfer: true });
    expect(made.missing).toHaveLength(3);
    const again = await send('POST', '/v1/processors', { gateway_id: unrecorded[0].gateway_id });
    expect(again.code).toBe('processor.of_gateway_exists');
    const full = {
      contract_on: '2026-01-02',
      dpa_on: '2026-01-02',
      safeguard: 'Standard contractual clauses',
    };
    expect((await send('PATCH', `/v1/processors/${made.id}`, full)).missing).toEqual([]);
    const after = await send('GET', '/v1/processors');
    expect([after.unrecorded, after.data.length]).toEqual([[], 1]);
    const record = await send('GET', '/v1/processing-record');
    expect(record.processors).toMatchObject([
      { name: 'Our Twilio', country: 'US', agreement_on: '2026-01-02' },
    ]);
    expect((await send('POST', '/v1/processors', {})).code).toBe('processor.no_name');
  });
});

describe('an impact assessment', () => {
  test('begins from what is there, and is signed by somebody else once it is written', async () => {
    const made = await send('POST', '/v1/assessments', { title: 'Texting our guests' });
    const [{ form }] = made.versions;
    expect(form.description).toContain('Program “Offers” of Harbor Coffee');
    const sign = (ask: Ask, version: number, verdict = 'accepted') =>
      send('POST', `/v1/assessments/${made.id}/signature`, { version, verdict, note: 'Read.' }, ask);
    const second = await app.signedIn(shop.workspaceId, 'admin');
    expect((await sign(officer, 1)).code).toBe('assessment.own_words');
    expect((await sign(second, 1)).code).toBe('assessment.unfinished');
    const words = {
      necessity: 'Needed',
      proportionality: 'Light',
      officer_advice: 'None',
      views_of_people: 'Asked',
    };
    const grave = { ...form.risks[0], residual: 'high' };
    await send('PUT', `/v1/assessments/${made.id}`, { ...form, ...words, risks: [grave] });
    expect((await sign(second, 2)).code).toBe('assessment.high_risk');
    await send('PUT', `/v1/assessments/${made.id}`, { ...form, ...words });
    expect((await sign(second, 3)).versions[0]).toMatchObject({ version: 3, verdict: 'accepted' });
    expect((await sign(second, 3, 'rejected')).code).toBe('assessment.signed');
    expect((await sign(second, 9)).code).toBe('assessment.no_version');
    expect((await send('GET', '/v1/assessments')).data).toMatchObject([
      { title: 'Texting our guests', version: 3 },
    ]);
    const printed = await officer({ url: `/v1/assessments/${made.id}?format=pdf` });
    const { text, json } = await readPdf(printed.rawPayload);
    for (const words of ['Version 3', 'Accepted', 'Needed', form.risks[0].risk, 'Version 2', 'Not signed'])
      expect(text).toContain(words);
    expect(JSON.parse(json.toString())).toMatchObject({ object: 'assessment', id: made.id });
    expect(text.replace(/ /g, '')).toContain(sha256(json).toString('hex'));
  });

  test('is signed by no program', async () => {
    const made = await send('POST', '/v1/assessments', { title: 'Texting our guests' });
    const key = await app.withKey(shop.workspaceId, ['desk.read', 'desk.write']);
    const url = `/v1/assessments/${made.id}/signature`;
    expect((await send('POST', url, { version: 1, verdict: 'rejected', note: 'x' }, key)).code).toBe(
      'caller.not_a_person',
    );
  });
});
