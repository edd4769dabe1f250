import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import {
  dieAfterIntent,
  launch,
  leaseOwn,
  type Stage,
  stage as stageIn,
  workAll,
} from '../../test/dispatching.ts';
import { findTextOfToken, insertLinks, judgeClicks, openRedirector } from '../links/index.ts';
import { readChunk } from './chunk.queries.ts';
import { openBatch } from './open-batch.ts';
import { loadContactsOfTexts } from './steps/load-contacts.ts';
import { renderBody } from './steps/render-body.ts';
import { shortenLinks } from './steps/shorten-links.ts';

const written = 'https://bakery.example/rolls';
const body = `Bakery: rolls for {{ first_name }} at ${written}, see ${written}. Reply STOP to end`;

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A launch whose one address is a short link. */
async function launchWithLink(on: Stage) {
  const id = on.ctx.ids.uuid();
  const runId = await launch(on, body);
  const at = on.ctx.clock.now();
  await on.in(async (tx) => {
    const made = { label: null, expiresAt: null, madeBy: 'test', createdAt: at, changedAt: at };
    await insertLinks(tx, [{ id, url: written, campaignId: runId, state: 'on', ...made }]);
    const links = { begins: 'https://go.example/', each: [{ id, written }] };
    await tx.query('update send_run set links = $2 where workspace_id = current_workspace() and id = $1', [
      runId,
      JSON.stringify(links),
    ]);
  });
  return { id, runId };
}

const tokenIn = (text: string) => /https:\/\/go\.example\/(\w{7})/.exec(text)?.[1] ?? '';
const visitor = {
  method: 'GET',
  agent: 'Mobile Safari',
  purpose: '',
  address: '192.0.2.7',
  wantsPrivacy: false,
};

describe('a campaign with short links', () => {
  test('gives everybody a link of their own, and a click is known by its text', async () => {
    const on = await stageIn(database, 3);
    const { id } = await launchWithLink(on);
    await workAll(on);
    const bodies = on.carrier.accepted.map((text) => text.body);
    expect(bodies).toHaveLength(3);
    const tokens = bodies.map(tokenIn);
    expect(new Set(tokens).size).toBe(3);
    for (const [index, text] of bodies.entries()) {
      expect(text).not.toContain(written);
      // The same address twice is the same link twice.
      expect(text.split(tokens[index] ?? '-')).toHaveLength(3);
    }
    const redirector = openRedirector(on.ctx);
    const found = await redirector.follow(tokens[1] ?? '', visitor);
    expect(found).toEqual({ kind: 'open', url: written, isStored: true });
    const { rows } = await on.in((tx) =>
      tx.query<{ body: string; link_id: string }>(
        'select m.body, c.link_id from click c join message m on m.id = c.message_id where c.workspace_id = current_workspace()',
      ),
    );
    expect(rows).toEqual([{ body: bodies[1], link_id: id }]);
  });

  test('on a line that takes a thousand at once has as many in a chunk, and each link is its own text’s', async () => {
    const on = await stageIn(database, 1_203);
    on.tools.inFlightCap = 1_000;
    await on.in((tx) =>
      tx.query(
        `update gateway set settings = settings || '{"window":1000}' where workspace_id = current_workspace()`,
      ),
    );
    const { runId } = await launchWithLink(on);
    const chunks = await on.in((tx) =>
      tx.query<{ people: number }>(
        `select cardinality(recipients) as people from send_chunk where workspace_id = current_workspace() and run_id = $1 order by id`,
        [runId],
      ),
    );
    expect(chunks.rows.map(({ people }) => people)).toEqual([1_000, 203]);
    await workAll(on);
    const { rows } = await on.in((tx) =>
      tx.query<{ id: number; body: string }>(
        'select id, body from message where workspace_id = current_workspace() and campaign_id = $1',
        [runId],
      ),
    );
    expect(rows).toHaveLength(1_203);
    expect(on.carrier.accepted).toHaveLength(1_203);
    expect(new Set(rows.map(({ body: words }) => tokenIn(words))).size).toBe(1_203);
    for (const { id, body: words } of rows)
      expect(await findTextOfToken(on.ctx, tokenIn(words))).toMatchObject({ messageId: id });
  });

  test('gives whoever may not be tracked the link of everybody, and their clicks count for nobody', async () => {
    const on = await stageIn(database, 4);
    const { id } = await launchWithLink(on);
    const people = on.fixture.people;
    const [first, second, third] = people;
    await on.in(async (tx) => {
      await tx.query(`update contact set tracking = 'refused' where id = $1`, [first?.id]);
      // Who lives where the law asks first has said nothing; another there has agreed.
      await tx.query(`update contact set country = 'DE' where id = any($1)`, [[second?.id, third?.id]]);
      await tx.query(`update contact set tracking = 'agreed' where id = $1`, [third?.id]);
    });
    await workAll(on);
    const tokenOf = new Map(on.carrier.accepted.map((text) => [text.to, tokenIn(text.body)]));
    const tokens = people.map(({ number }) => tokenOf.get(number) ?? '');
    expect([tokens[0], new Set(tokens).size]).toEqual([tokens[1], 3]);
    const redirector = openRedirector(on.ctx);
    for (const token of tokens) expect((await redirector.follow(token, visitor)).kind).toBe('open');
    const clicks = () =>
      on.in((tx) =>
        tx.query<{ contact_id: number | null }>(
          `select m.contact_id from click c left join message m on m.id = c.message_id where c.workspace_id = current_workspace() order by c.id`,
        ),
      );
    expect((await clicks()).rows.map((row) => row.contact_id)).toEqual([
      ...[null, null, third?.id, people[3]?.id],
    ]);
    // Who refuses after the text is out is forgotten by the judging of what they open.
    await on.in((tx) => tx.query(`update contact set tracking = 'refused' where id = $1`, [third?.id]));
    on.ctx.clock.forward(120_000);
    await judgeClicks(on.ctx, on.fixture.workspaceId);
    const { rows } = await on.in((tx) =>
      tx.query<{ contact_id: number | null; clicks: number }>(
        `select m.contact_id, count(*) as clicks from click c left join message m on m.id = c.message_id where c.link_id = $1 group by 1 order by 1`,
        [id],
      ),
    );
    expect(rows).toEqual([
      { contact_id: people[3]?.id, clicks: 1 },
      { contact_id: null, clicks: 3 },
    ]);
  });

  test('writes the same text again after its worker has died', async () => {
    const on = await stageIn(database, 3);
    await launchWithLink(on);
    const first = await renderOnce(on);
    await on.in((tx) =>
      tx.query(
        `update send_chunk set lease_until = clock_timestamp() - interval '1 second' where state = 'leased'`,
      ),
    );
    expect(await renderOnce(on)).toEqual(first);
  });

  test('is sent without loss by whoever takes up what another left', async () => {
    const on = await stageIn(database, 3);
    await launchWithLink(on);
    await dieAfterIntent(on, [0]);
    await workAll(on);
    expect(on.carrier.accepted.map((text) => tokenIn(text.body)).every((token) => token !== '')).toBe(true);
  });
});

/** What the first steps of the pipeline make of a leased chunk. */
async function renderOnce(on: Stage): Promise<string[]> {
  const [lease] = await leaseOwn(on);
  if (!lease) throw new Error('There is no chunk.');
  return on.in(async (tx) => {
    if (!(await readChunk(tx, lease))) throw new Error('The chunk is not ours.');
    const batch = await openBatch(on.tools, on.gateways, lease, tx);
    if (!batch) throw new Error('The chunk is not ours.');
    await loadContactsOfTexts(batch, on.tools, tx);
    renderBody(batch, on.tools);
    await shortenLinks(batch, on.tools, tx);
    return batch.texts.map((text) => text.body);
  });
}
