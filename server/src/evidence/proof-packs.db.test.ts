import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { readPdf } from '../../test/read-pdf.ts';
import { furnishVictim, type Victim } from '../../test/route-samples.ts';
import { growTree, permissions } from '../accounts/index.ts';
import { sha256 } from '../platform/secrets.ts';

let database: TestDatabase;
let app: TestApp;
let shop: Victim;
let ask: Ask;
const number = '+12025550199';
const address = `/v1/proof-packs/${encodeURIComponent(number)}`;

/** Texts, a reply and an opt-out as dispatch and the carrier would have left them. */
async function tellStory(): Promise<void> {
  await database.db.tx(shop.workspaceId, async (tx) => {
    const { rows } = await tx.query<{
      contact: number;
      consent: number;
      program: string;
      sender: string;
      gateway: string;
    }>(
      `select c.id as contact, e.event_id as consent, e.program_id as program, s.id as sender, s.gateway_id as gateway
       from contact c join consent e on e.number = c.number cross join sender s where c.number = $1 limit 1`,
      [number],
    );
    const one = rows[0] as (typeof rows)[number];
    const insert = (
      id: number,
      body: string,
      purpose: string,
      status: string,
      submitted: string | null,
      more: object = {},
    ) => {
      const row = { kind: 'direct', consent_event_id: one.consent, reason: null, held_reason: null, ...more };
      return tx.query(
        `insert into message (id, workspace_id, contact_id, sender_id, number, purpose, kind, body, parts, status, reason,
           held_reason, provider_id, consent_event_id, program_id, queued_at, submitted_at, accepted_at, final_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12, $13, $14, $15, $16, $16, $16)`,
        [
          id,
          shop.workspaceId,
          one.contact,
          one.sender,
          number,
          purpose,
          row.kind,
          body,
          status,
          row.reason,
          row.held_reason,
          `carrier-${id}`,
          row.consent_event_id,
          one.program,
          submitted ?? '2026-11-24T17:30:00Z',
          submitted,
        ],
      );
    };
    await insert(
      101,
      'Grüße! Καλημέρα, привет. 漢字 and 🎉 are no letters of ours.',
      'marketing',
      'delivered',
      '2026-11-24T17:00:00Z',
      {
        held_reason: 'quiet_hours',
      },
    );
    await insert(
      102,
      'You are unsubscribed and get no more texts.',
      'marketing',
      'delivered',
      '2026-11-24T17:20:02Z',
      {
        kind: 'auto',
        consent_event_id: null,
      },
    );
    await insert(103, 'This one never left.', 'marketing', 'suppressed', null, {
      reason: 'consent.opted_out',
    });
    await tx.query(
      `with answer as (
         insert into hours_answer (workspace_id, id, policy_version, profile, packs, jurisdictions, zones, rules, basis, closes_at, first_at)
         values ($1, 7, 1, 'strict', '{us-hours 2026-11-23}', '{US-DC}', '{America/New_York}', '{hours.us}', 'By the number.',
           '2026-11-25T02:00:00Z', '2026-11-24T13:00:00Z') returning id)
       update message set hours_id = answer.id from answer where message.id = 101`,
      [shop.workspaceId],
    );
    await tx.query(
      `insert into inbound_message (workspace_id, gateway_id, provider_id, sender_id, contact_id, number, body, intent, matched_by, answer_id, received_at)
       values ($1, $2, 'reply-1', $3, $4, $5, 'pls no more of these', 'stop', 'intent', 102, '2026-11-24T17:00:00Z')`,
      [shop.workspaceId, one.gateway, one.sender, one.contact, number],
    );
  });
  const left = await shop.ask({
    method: 'POST',
    url: `/v1/contacts/${shop.ids.contacts}/opt-out`,
    payload: {
      program_id: shop.ids.programs,
      method: 'verbal',
      evidence: { provider_id: 'reply-1', raw_text: 'pls no more of these' },
    },
  });
  expect(left.statusCode).toBe(200);
  await growTree(app.ctx, shop.workspaceId, { isForced: true });
}

beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  shop = await furnishVictim(app);
  await tellStory();
  ask = await app.withKey(shop.workspaceId, ['proofs.read']);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

type Pack = {
  checks: { check: string; holds: boolean }[];
  consent_events: { type: string; evidence: object; hash: string }[];
  texts: { body: string; gates: object[]; local_time: string | null }[];
  opt_outs: { words: string; in_effect_after_ms: number; confirmation: object }[];
  replies: { body: string }[];
  ledger: object;
  audit: { checkpoint: { size: number }; entries: { hashes: string[] | null }[] };
  cut: string[];
};

describe('the proof pack as JSON', () => {
  test('tells who agreed to what, what was sent, by which consent, and how it ended', async () => {
    const answer = await ask({ url: address });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      'application/json; charset=utf-8',
    ]);
    const pack = answer.json<Pack>();
    expect(pack.consent_events.map(({ type }) => type)).toEqual(['opt_in', 'opt_out']);
    expect(pack.texts.find(({ body }) => body.startsWith('Grüße'))).toMatchObject({
      status: 'delivered',
      consent_event: 'cev_1',
      carrier_id: 'carrier-101',
      local_time: expect.stringContaining('24 Nov 2026, 12:00:00'),
      gates: [
        { gate: 'hour_or_limit', verdict: 'held', reason: 'quiet_hours' },
        { gate: 'permission', verdict: 'passed', reason: 'cev_1' },
        {
          gate: 'hours',
          verdict: 'passed',
          reason: expect.stringMatching(
            /may be in US-DC, where it was .*12:00 in New York.* open until .*21:00/,
          ),
        },
      ],
    });
    expect(pack.opt_outs).toMatchObject([
      { words: 'pls no more of these', confirmation: { text: 'msg_102', handed_over_after_ms: 1_202_000 } },
    ]);
    expect(pack.ledger).toMatchObject({ is_intact: true, events: 2 });
    expect(pack.audit.checkpoint.size).toBeGreaterThan(3);
    expect(pack.audit.entries.filter(({ hashes }) => hashes !== null).length).toBeGreaterThan(1);
    expect(pack.cut).toEqual([]);
  });

  test('says what holds, and of a confirmation that was late that it does not', async () => {
    const { checks } = (await ask({ url: address })).json<Pack>();
    expect(Object.fromEntries(checks.map(({ check, holds }) => [check, holds]))).toEqual({
      no_marketing_after_opt_out: true,
      nothing_else_after_opt_out: true,
      every_text_had_consent: true,
      opt_outs_confirmed_in_time: false,
    });
  });

  test('is audited each time, by whom it was asked', async () => {
    const countMade = async () =>
      (
        await database.db.tx(shop.workspaceId, (tx) =>
          tx.query("select from audit_entry where act = 'proof_pack.made'"),
        )
      ).rowCount ?? 0;
    const before = await countMade();
    await ask({ url: address });
    expect(await countMade()).toBe(before + 1);
  });
});

describe('the proof pack as PDF', () => {
  test('holds every fact, numbers its pages, and carries the JSON whose hash it prints', async () => {
    const answer = await ask({ url: address, headers: { accept: 'application/pdf' } });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const { pages, text, json } = await readPdf(answer.rawPayload);
    for (const fact of [
      number,
      'Quetzalcoatl',
      'Grüße! Καλημέρα, привет. [U+6F22][U+5B57] and [U+1F389] are no letters of ours.',
      'pls no more of these',
      'You are unsubscribed and get no more texts.',
      'This one never left.',
      'cev_1',
      'carrier-101',
      'reply-1',
      'Tue, 24 Nov 2026, 12:00:00 GMT-5 (America/New_York)',
      'held: quiet hours',
      'How to check this',
      'over ',
    ])
      expect(text).toContain(fact);
    pages.forEach((page, at) => {
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
    });
    expect(text.replace(/ /g, '')).toContain(sha256(json).toString('hex'));
    expect(JSON.parse(json.toString('utf8'))).toMatchObject({ object: 'proof_pack', number });
  });
});

describe('a number', () => {
  test('of another workspace gets the answer of one that nobody knows, to the last word', async () => {
    const stranger = await app.withKey(await newWorkspace(database.db), permissions);
    const [foreign, unknown] = [
      await stranger({ url: address }),
      await stranger({ url: `/v1/proof-packs/${encodeURIComponent('+12025550188')}` }),
    ];
    const plain = (body: string) => body.replaceAll(/req_\w+|%2B\d+/g, '');
    expect([foreign.statusCode, plain(foreign.body)]).toEqual([404, plain(unknown.body)]);
  });

  test('that is none is refused with a sentence', async () => {
    const answer = await ask({ url: '/v1/proof-packs/hello' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail).toMatch(/\.$/);
  });

  test('is not told to whoever lacks the right', async () => {
    const other = await app.withKey(shop.workspaceId, ['contacts.read', 'audit.read']);
    expect((await other({ url: address })).json().code).toBe('permission.missing');
  });
});

test('a history of 5,200 texts is told to its bound, and says that it is cut', {
  timeout: 300_000,
}, async () => {
  await database.db.tx(shop.workspaceId, (tx) =>
    tx.query(
      `insert into message (id, workspace_id, contact_id, sender_id, number, purpose, kind, body, parts, status, consent_event_id,
         program_id, queued_at, submitted_at)
       select 1000 + n, m.workspace_id, m.contact_id, m.sender_id, m.number, 'transactional', 'direct', 'Text ' || n, 1, 'delivered',
         m.consent_event_id, m.program_id, m.queued_at, '2026-11-24T17:00:00Z'
       from message m cross join generate_series(1, 5200) n where m.id = 101`,
    ),
  );
  const pack = (await ask({ url: address })).json<Pack & { texts_in_all: number }>();
  expect([pack.texts.length, pack.texts_in_all, pack.cut]).toEqual([5_000, 5_204, ['texts']]);
  const { text, count } = await readPdf((await ask({ url: `${address}?format=pdf` })).rawPayload, 2);
  expect(text).toContain('NOT EVERYTHING IS TOLD HERE');
  expect(count).toBeGreaterThan(400);
});
