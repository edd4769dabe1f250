import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { newColleague } from '../../../test/colleagues.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { type Stage, stage, workAll } from '../../../test/dispatching.ts';
import { readPdf } from '../../../test/read-pdf.ts';
import { growTree } from '../../accounts/index.ts';
import { openReplyDesk, settleReplies } from '../../inbound/index.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';

let database: TestDatabase;
let app: TestApp;
let on: Stage;
let marketer: Ask;
let officer: Ask;
let campaign: string;
let caseId: string;
const pdf = { accept: 'application/pdf' };

/** Four people are to get a campaign; one has left before, one threatens afterwards. */
async function tellStory(): Promise<void> {
  const { fixture, ctx } = on;
  const [ada, , leaver] = fixture.people;
  const add = (payload: object, url: string) => marketer({ method: 'POST', url, payload });
  await officer({
    method: 'POST',
    url: '/v1/opt-outs',
    payload: { number: leaver?.number, channel: 'phone' },
  });
  await database.db.tx(fixture.workspaceId, (tx) =>
    tx.query(
      `insert into contact_tag (workspace_id, tag, contact_id) select current_workspace(), 'regular', id from contact`,
    ),
  );
  const made = await add(
    {
      ...{ name: 'Winter rolls', program_id: publicId('prg', fixture.program.id) },
      sender_id: publicId('snd', fixture.sender.id),
      body: 'Bakery: warm rolls from 7, {{ first_name | default: "friend" }}. Reply STOP to opt out',
      include: { tags: ['regular'] },
    },
    '/v1/campaigns',
  );
  campaign = made.json().id;
  expect((await add({}, `/v1/campaigns/${campaign}/check`)).statusCode).toBe(200);
  const { content_sha256 } = (await officer({ url: `/v1/campaigns/${campaign}/approvals` })).json();
  const word = { verdict: 'approved', content_sha256, note: 'Read and found right.' };
  await officer({ method: 'POST', url: `/v1/campaigns/${campaign}/approvals`, payload: word });
  expect((await add({}, `/v1/campaigns/${campaign}/launch`)).statusCode).toBe(200);
  await workAll(on);
  await openReplyDesk(ctx).receive(fixture.workspaceId, fixture.gatewayId, [
    {
      providerId: 'r1',
      from: ada?.number ?? '',
      to: fixture.sender.number,
      body: 'I will sue you, stop texting me',
      ageMs: 0,
    },
  ]);
  await settleReplies(ctx, fixture.workspaceId);
  const { data } = (await officer({ url: '/v1/cases' })).json();
  caseId = data[0].id;
  await officer({
    method: 'POST',
    url: `/v1/cases/${caseId}/notes`,
    payload: { body: 'Her consent is of the web form.' },
  });
  await growTree(app.ctx, fixture.workspaceId, { isForced: true });
}

beforeAll(async () => {
  database = await cloneDatabase();
  on = await stage(database, 4);
  app = await testApp(database, {}, { ...on.ctx, db: database.db });
  marketer = (await newColleague(app, on.fixture.workspaceId, { role: 'marketer' })).ask;
  officer = (await newColleague(app, on.fixture.workspaceId, { role: 'compliance' })).ask;
  await tellStory();
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('the record of a campaign', () => {
  const read = async () => (await officer({ url: `/v1/campaigns/${campaign}/record` })).json();

  test('tells who approved what, whom it was for, what was refused by which rule, and which hours were asked', async () => {
    const record = await read();
    expect(record).toMatchObject({
      campaign: { name: 'Winter rolls', body: expect.stringContaining('warm rolls') },
      approvals: [{ verdict: 'approved', note: 'Read and found right.', people: 3 }],
      audience: { include: { tags: ['regular'] }, texted: { people: 3 }, left_out: { people: 1 } },
      refusals: { at_launch: [{ reason: 'opted_out', count: 1 }], at_dispatch: [] },
      hours: [{ jurisdictions: ['US-NY'], zones: ['America/New_York'], texts: 3 }],
      consents: [{ method: 'web_form', type: 'opt_in', texts: 3 }],
      lint: { errors: [] },
    });
    expect(record.approvals[0].content_sha256).toBe(record.campaign.content_sha256);
    expect(
      record.checks.map(({ check, holds }: { check: string; holds: boolean }) => [check, holds]),
    ).toEqual(['content', 'consent', 'opt_out', 'hours', 'ledger'].map((check) => [check, true]));
    const acts = record.audit.entries.map(({ entry }: { entry: { act: string } }) => entry.act);
    expect(acts).toEqual(
      expect.arrayContaining(['campaign.created', 'campaign.approved', 'campaign.launched']),
    );
  });

  test('does not hold where a text left after its person had opted out, or without a consent on record', async () => {
    const { workspaceId, people } = on.fixture;
    const change = (consent: number | null, number: string | undefined, since: string) =>
      database.db.tx(workspaceId, async (tx) => {
        await tx.query(
          `update message set consent_event_id = $1, number = $2 where id = (select min(id) from message where kind = 'campaign')`,
          [consent, number],
        );
        await tx.query(`update suppression set suppressed_at = $1 where workspace_id = current_workspace()`, [
          since,
        ]);
      });
    await change(null, people[2]?.number, '2026-11-01T00:00:00Z');
    const failed = (await read()).checks.filter(({ holds }: { holds: boolean }) => !holds);
    await change(1, people[0]?.number, '2026-11-24T17:00:00Z');
    expect(failed.map(({ check }: { check: string }) => check)).toEqual(['consent', 'opt_out']);
  });

  test('needs the right to proofs', async () => {
    expect((await marketer({ url: `/v1/campaigns/${campaign}/record` })).statusCode).toBe(403);
  });
});

describe('the evidence in a case', () => {
  const address = () => `/v1/cases/${caseId}/evidence`;

  test('is the case, the person’s proof pack and the campaign’s record in one answer, and is audited', async () => {
    const evidence = (await officer({ url: address() })).json();
    expect(evidence).toMatchObject({
      object: 'case_evidence',
      case: { kind: 'legal_threat', number: on.fixture.people[0]?.number, campaign_id: campaign },
      proof_pack: {
        number: on.fixture.people[0]?.number,
        replies: [{ body: 'I will sue you, stop texting me' }],
      },
      campaign_record: { campaign: { id: campaign } },
      ledger: { is_intact: true },
    });
    const acts = evidence.audit.entries.map(({ entry }: { entry: { act: string } }) => entry.act);
    expect(acts).toEqual(expect.arrayContaining(['case.opened', 'case.noted', 'case.evidence_made']));
  });

  test('as PDF holds every part, numbers its pages, and carries the JSON whose hash it prints', async () => {
    const answer = await officer({ url: address(), headers: pdf });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    const { pages, text, json } = await readPdf(answer.rawPayload);
    for (const fact of [
      'Part A: the case',
      'Legal threat or demand letter',
      'The person wrote',
      'Her consent is of the web form.',
      'Who the members of staff are A colleague',
      `Part B: ${on.fixture.people[0]?.number}`,
      'Part C: the campaign “Winter rolls”',
      'Read and found right.',
      'US-NY',
      'How to check this',
    ])
      expect(text).toContain(fact);
    pages.forEach((page, at) => {
      expect(page).toContain(`Page ${at + 1} of ${pages.length}`);
    });
    expect(text.replace(/ /g, '')).toContain(sha256(json).toString('hex'));
    expect(JSON.parse(json.toString('utf8'))).toMatchObject({ object: 'case_evidence' });
  });
});
