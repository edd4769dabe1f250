import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';

const [ada, grace, stranger] = ['+13125550142', '+13125550143', '+13125550199'];

let database: TestDatabase;
let desk: SendingDesk;
beforeAll(async () => {
  database = await cloneDatabase();
  desk = await sendingDesk(database, 'marketing');
  await desk.agree(ada, grace);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

async function open() {
  const member = await desk.app.signedIn(desk.on.fixture.workspaceId);
  const make = async (url: string, payload: object) =>
    (await member({ method: 'POST', url, payload })).json();
  const list = await make('/v1/lists', { name: `Staff ${Math.floor(performance.now() * 1000)}` });
  const campaign = await make('/v1/campaigns', {
    ...{
      name: 'Spring',
      program_id: desk.programId,
      sender_id: desk.senderId,
      include: { lists: [list.id] },
    },
    body: 'Bakery: hello {{ first_name | default: "neighbour" }}. Reply STOP to opt out',
    texts: { es: 'Bakery: hola {{ first_name | default: "vecino" }}. Responde STOP para salir' },
  });
  const put = (number: string) =>
    desk.on.in((tx) =>
      tx.query(
        `insert into list_member (workspace_id, list_id, contact_id)
         select workspace_id, $2::uuid, id from contact where workspace_id = current_workspace() and number = $1`,
        [number, list.id.slice(4)],
      ),
    );
  const tests = async (payload: object) => {
    const answer = await member({ method: 'POST', url: `/v1/campaigns/${campaign.id}/tests`, payload });
    return { status: answer.statusCode, ...answer.json() };
  };
  const mark = (isTestGroup: boolean) =>
    member({ method: 'PATCH', url: `/v1/lists/${list.id}`, payload: { is_test_group: isTestGroup } });
  return { member, list, campaign, put, tests, mark };
}

describe('a test of a campaign', () => {
  test('goes to a phone marked, as a text of its own kind that no cap and no report counts', async () => {
    const { tests, campaign, put, mark } = await open();
    await put(ada);
    await mark(true);
    await desk.on.in((tx) => tx.query('delete from frequency_tally where number = $1', [ada]));
    const before = desk.on.carrier.accepted.length;
    const answer = await tests({ to: [ada, stranger] });
    expect(answer).toMatchObject({
      status: 201,
      sent: 1,
      texts: [
        { to: ada, text: '[Test] Bakery: hello neighbour. Reply STOP to opt out', parts: 1, code: null },
        { to: stranger, message_id: null, code: 'contact.no_consent' },
      ],
    });
    await desk.work();
    expect(desk.on.carrier.accepted.slice(before).map(({ to }) => to)).toEqual([ada]);
    const text = (await desk.get(`/v1/messages/${answer.texts[0].message_id}`)).json();
    expect(text).toMatchObject({ kind: 'test', metadata: { test_of: campaign.id } });
    const { rows } = await desk.on.in((tx) =>
      tx.query('select from frequency_tally where number = $1', [ada]),
    );
    expect(rows).toHaveLength(0);
  });

  test('to anybody else is a single text: capped, counted, marked and with the way out', async () => {
    const guest = '+13125550144';
    await desk.agree(guest);
    const { tests, member, campaign } = await open();
    await member({
      ...{ method: 'PATCH', url: `/v1/campaigns/${campaign.id}` },
      payload: { body: 'Hello', texts: {} },
    });
    const send = async () => {
      const answer = await tests({ to: [guest], marked: false });
      await desk.work();
      return { ...answer.texts[0], ...(await desk.get(`/v1/messages/${answer.texts[0].message_id}`)).json() };
    };
    const first = await send();
    expect(first.kind).toBe('direct');
    expect(first.text).toMatch(/^\[Test\] .+: Hello\n.*STOP/);
    await send();
    await send();
    const before = desk.on.carrier.accepted.length;
    await send();
    expect(desk.on.carrier.accepted.length).toBe(before);
    const { rows } = await desk.on.in((tx) =>
      tx.query<{ texts: number }>(
        'select (cardinality(marks) / 6)::int as texts from frequency_tally where number = $1',
        [guest],
      ),
    );
    expect(rows).toEqual([{ texts: 3 }]);
  });

  test('goes to a test group, in one language and with one person’s values where that is said', async () => {
    const { tests, list, put, mark } = await open();
    await put(ada);
    await put(grace);
    expect(await tests({ list_id: list.id })).toMatchObject({ status: 422, code: 'list.no_test_group' });
    await mark(true);
    expect((await tests({ list_id: list.id })).sent).toBe(2);
    await desk.on.in((tx) => tx.query(`update contact set first_name = 'Grace' where number = $1`, [grace]));
    const { rows } = await desk.on.in((tx) =>
      tx.query<{ id: number }>('select id from contact where number = $1', [grace]),
    );
    const as = await tests({ to: [ada], as_contact_id: `con_${rows[0]?.id}`, language: 'es', marked: false });
    expect(as.texts[0].text).toBe('Bakery: hola Grace. Responde STOP para salir');
  });

  test('goes to whoever asks, once their address is known', async () => {
    const { tests, member, put, mark } = await open();
    expect(await tests({ to_me: true })).toMatchObject({ status: 409, code: 'test.unknown_phone' });
    const { email } =
      (await member({ url: '/v1/me' })).json().account ?? (await member({ url: '/v1/me' })).json();
    await desk.on.in((tx) =>
      tx.query('update contact set email = upper($2) where number = $1', [ada, email]),
    );
    await put(ada);
    await mark(true);
    expect(await tests({ to_me: true })).toMatchObject({ sent: 1, texts: [{ to: ada }] });
    // A phone that they have shown to be theirs comes before what a list says.
    await desk.on.in((tx) =>
      tx.query(
        `insert into notification_setting (workspace_id, account_id, number, number_since)
         select m.workspace_id, m.account_id, $2, now() from member m join account a on a.id = m.account_id where a.email = $1`,
        [email, grace],
      ),
    );
    expect(await tests({ to_me: true })).toMatchObject({ sent: 1, texts: [{ to: grace }] });
  });

  test.each([
    [{}, 'test.nobody'],
    [{ to: ['12'] }, null],
    [{ to: [ada], language: 'no language at all' }, 'text.bad_language'],
    [{ to: [ada], as_contact_id: 'con_999999999' }, 'contact.not_found'],
  ])('of %j is refused, as a whole or by number', async (wish, code) => {
    const answer = await (await open()).tests(wish);
    if (code === null) expect(answer).toMatchObject({ status: 201, sent: 0 });
    else expect(answer.code).toBe(code);
  });

  test('of another workspace is not there', async () => {
    const { campaign } = await open();
    const other = await sendingDesk(database, 'marketing');
    const stranger = await other.app.signedIn(other.on.fixture.workspaceId);
    const answer = await stranger({
      method: 'POST',
      url: `/v1/campaigns/${campaign.id}/tests`,
      payload: { to: [ada] },
    });
    await other.close();
    expect(answer.statusCode).toBe(404);
  });
});

test('a template is tried alone, in the name of a program, whether it is in a campaign or not', async () => {
  const { member, put, mark } = await open();
  await put(ada);
  await mark(true);
  const { id } = (
    await member({
      ...{ method: 'POST', url: '/v1/templates' },
      payload: {
        name: 'Alone',
        body: 'Bakery: rolls. Reply STOP to opt out',
        texts: { es: 'Bakery: pan. STOP' },
      },
    })
  ).json();
  const from = { program_id: desk.programId, sender_id: desk.senderId };
  const tryIt = async (payload: object) =>
    (await member({ method: 'POST', url: `/v1/templates/${id}/tests`, payload })).json();
  const sent = await tryIt({ ...from, to: [ada, stranger] });
  expect(sent).toMatchObject({
    ...{ object: 'template_test', template_id: id, sent: 1 },
    texts: [{ to: ada, text: '[Test] Bakery: rolls. Reply STOP to opt out' }, { code: 'contact.no_consent' }],
  });
  expect((await desk.get(`/v1/messages/${sent.texts[0].message_id}`)).json()).toMatchObject({
    ...{ kind: 'test', metadata: { test_of: id } },
  });
  expect((await tryIt({ ...from, to: [ada], language: 'es' })).texts[0].text).toContain('pan');
  expect(await tryIt({ ...from, to: [ada], version: 7 })).toMatchObject({ code: 'template.no_version' });
  expect(await tryIt({ ...from, sender_id: 'snd_x', to: [ada] })).toMatchObject({
    code: 'test.bad_reference',
  });
});
