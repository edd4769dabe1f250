import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeCampaign, fakeFlight, fakePreview, fakeReport } from '../../test/fake-campaign.ts';
import { ids, makeFolder, page, refusal, runCli } from '../../test/run-cli.ts';

const { campaign: id } = ids;
const at = (what: string) => `/v1/campaigns/${id}/${what}`;
const launchBody = (ran: { asked: { path: string; body: unknown }[] }) =>
  ran.asked.find(({ path }) => path === at('launch'))?.body;

const workspace = {
  'GET /v1/programs': () => page([{ id: ids.program, name: 'News' }]),
  'GET /v1/senders': () => ({ data: [{ id: ids.sender, number: '+12025550100' }] }),
  'GET /v1/lists': () =>
    page([
      { id: ids.list, name: 'Guests' },
      { id: ids.otherList, name: 'Staff' },
    ]),
  'GET /v1/tags': () => page([{ name: 'VIP', people: 3 }]),
  'POST /v1/campaigns': () => fakeCampaign('draft'),
};

describe('tidings campaign create', () => {
  const least = ['campaign', 'create', '--name', 'Spring', '--body', 'Hello', '--to-list', 'guests'];

  test('turns names into ids, and answers with the campaign', async () => {
    const choices = ['--program', 'News', '--sender', '1 202 555 0100', '--to-tag', 'vip'];
    const ran = await runCli([...least, ...choices, '--not-list', ids.otherList, '--json'], {
      routes: workspace,
    });
    expect(ran.code).toBe(0);
    expect(ran.json()).toEqual(fakeCampaign('draft'));
    expect(ran.asked.at(-1)?.body).toEqual({
      name: 'Spring',
      body: 'Hello',
      program_id: ids.program,
      sender_id: ids.sender,
      include: { lists: [ids.list], tags: ['VIP'] },
      exclude: { lists: [ids.otherList], tags: [] },
    });
  });

  test('takes the only program and the only sender, and says so', async () => {
    const ran = await runCli(least, { routes: workspace });
    expect(ran.asked.at(-1)?.body).toMatchObject({ program_id: ids.program, sender_id: ids.sender });
    expect(ran.err).toContain('For the program “News”, the only one there is.');
  });

  test('asks which program when there are two', async () => {
    const two = page([
      { id: ids.program, name: 'News' },
      { id: ids.otherProgram, name: 'Alerts' },
    ]);
    const ran = await runCli(least, { routes: { ...workspace, 'GET /v1/programs': () => two } });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('“News”, “Alerts”');
  });

  test('takes the text from a file, without the line end that editors add', async () => {
    const file = join(makeFolder(), 'text.txt');
    writeFileSync(file, '\ufeffHello\r\nthere\r\n');
    const argv = ['campaign', 'create', '--name', 'Spring', '--body-file', file, '--to-list', ids.list];
    const ran = await runCli(argv, { routes: workspace });
    expect(ran.asked.at(-1)?.body).toMatchObject({ body: 'Hello\nthere' });
  });

  test('refuses a tag that nobody has: to leave out nobody would go unnoticed', async () => {
    const ran = await runCli([...least, '--not-tag', 'vpi'], { routes: workspace });
    expect(ran.code).toBe(4);
    expect(ran.requests).not.toContain('POST /v1/campaigns');
  });

  test.each([
    ['a list that is not there', ['--to-list', 'Gests', '--body', 'x'], 4],
    ['nobody to send it to', ['--body', 'x'], 2],
    ['no text', ['--to-list', ids.list], 2],
    ['a text and a file', ['--to-list', ids.list, '--body', 'x', '--body-file', 'y'], 2],
    ['a file that is not there', ['--to-list', ids.list, '--body-file', '/nowhere/text'], 4],
  ])('with %s writes nothing', async (_what, options, code) => {
    const ran = await runCli(['campaign', 'create', '--name', 'Spring', ...options], { routes: workspace });
    expect(ran.code).toBe(code);
    expect(ran.requests).not.toContain('POST /v1/campaigns');
  });
});

describe('tidings campaign preview', () => {
  test('shows texts, bill and problems, and is no failure', async () => {
    const routes = {
      [`POST ${at('preview')}`]: () => fakePreview(),
      'GET /v1/campaigns': () => page([fakeCampaign('draft')]),
    };
    const { code, out } = await runCli(['campaign', 'preview', 'Spring'], { routes });
    expect(code).toBe(0);
    expect(out).toContain('  Hello Ada\n');
    expect(out).toContain('=  8  Will receive');
    expect(out).toContain('Must be mended: Give first_name a fallback.');
    expect(out).toContain('8 people, 10 parts in all (2 parts at most)');
    expect(out).toContain('about 5 s at 2 parts a second, the limit of the number.');
  });

  test('says how many get the pictures of a text along, and how many a link, and why', async () => {
    const mms = { people: 37, with_link: 2, reasons: [{ reason: 'country', people: 2 }] };
    const routes = { [`POST ${at('preview')}`]: () => fakePreview({ mms }) };
    const ran = await runCli(['campaign', 'preview', ids.campaign], { routes });
    expect(ran.out).toContain(
      'Media go along with the text to 37 people, a link to them to 2 people (none are sent to their country: 2).',
    );
  });

  test('does not let a name or a text play with the terminal', async () => {
    const evil = { samples: [{ ...fakePreview().samples[0], text: 'Hi \u001b[2Jthere' }] };
    const routes = { [`POST ${at('preview')}`]: () => ({ ...fakePreview(), ...evil }) };
    const { out } = await runCli(['campaign', 'preview', id], { routes });
    expect(out).toContain('Hi \ufffd[2Jthere');
  });
});

describe('tidings campaign check', () => {
  const routes = (more: object = {}) => ({
    [`GET ${at('check')}`]: () => fakeFlight(more),
    [`POST ${at('check')}`]: () => fakeFlight({ ...more, campaign: fakeCampaign('checked'), is_kept: true }),
  });
  const warning = {
    severity: 'warning',
    code: 'launch.some_wait',
    sentence: '3 of 8 would not get it at once.',
  };

  test('ends with 0 on go, and shows who gets it when, what it costs and what it says', async () => {
    const { code, out, requests } = await runCli(['campaign', 'check', id], { routes: routes() });
    expect(code).toBe(0);
    expect(out).toMatch(/^GO\n/);
    expect(out).toContain('=  5  Go at once');
    expect(out).toContain('Finished 2026-11-25 14:00 UTC, after 16 h, at 2 parts a second');
    expect(out).toMatch(/2026-11-25 14:00 UTC\s+3\s+3/);
    expect(out).toContain('0.0553 to 0.079 USD; a text 0.0079 at least, 0.009875 on average, 0.0158 at most');
    expect(out).toContain('bit.ly/x (a public shortener)');
    expect(out).toContain('Hello Ada');
    expect(out).toContain('Checked in 4.2 s.');
    expect(out).toContain('--confirm-count 8');
    expect(requests).toEqual([`POST ${at('check')}`]);
  });

  test('tells of a schedule when whom it plans for when, what nobody knows, and that it starts by itself', async () => {
    const schedule = {
      ...{ starts_at: '2026-12-01T15:00:00Z', last_at: '2026-12-01T18:00:00Z', zones: [] },
      sentences: ['Nobody knows yet when 2 people like to answer.'],
    };
    const [line] = fakeFlight().hours;
    const hours = [{ ...line, planned_from: '2026-12-01T15:00:00Z', planned_to: '2026-12-01T18:00:00Z' }];
    const ran = await runCli(['campaign', 'check', id], { routes: routes({ schedule, hours }) });
    expect(ran.out).toContain(
      'By its schedule, from 2026-12-01 15:00 UTC to 2026-12-01 18:00 UTC:\n  Nobody knows',
    );
    expect(ran.out).toMatch(/goes\s+2026-12-01 15:00 UTC to 2026-12-01 18:00 UTC/);
    const many = await runCli(['campaign', 'check', id], {
      routes: routes({ schedule, hours: Array(62).fill(hours[0]) }),
    });
    expect(many.out).toContain('… and 2 more; --json has all.');
    expect(ran.out).toContain(
      `It starts by itself at 2026-12-01 15:00 UTC. Take it back: tidings campaign unschedule ${id}`,
    );
  });

  test('ends with 7 on warnings, and asks for the hour that was given', async () => {
    const args = ['campaign', 'check', id, '--at', '2026-11-24T22:00:00Z', '--json'];
    const ran = await runCli(args, { routes: routes({ verdict: 'warnings', reasons: [warning] }) });
    expect(ran.code).toBe(7);
    expect(ran.json()).toMatchObject({ verdict: 'warnings', reasons: [warning], is_checked: true });
    expect(ran.asked[0]?.query.get('at')).toBe('2026-11-24T22:00:00Z');
  });

  test.each([
    ['its words must be mended', 422],
    ['one may only look', 403],
  ])('where %s, ends with 6 on no-go with every reason, and keeps nothing', async (_, status) => {
    const reasons = [
      { severity: 'no_go', code: 'merge.value_missing', sentence: 'Give first_name a fallback.' },
      warning,
    ];
    const refused = { [`POST ${at('check')}`]: () => refusal(status, 'campaign.not_ready', 'No.') };
    const ran = await runCli(['campaign', 'check', id], {
      routes: { ...routes({ verdict: 'no_go', reasons }), ...refused },
    });
    expect(ran.code).toBe(6);
    expect(ran.out).toMatch(
      /^NO-GO\n {2}against {2}Give first_name a fallback\. \(merge\.value_missing\)\n {2}warning/,
    );
    expect(ran.out).not.toContain('--confirm-count');
    expect(ran.requests).toEqual([`POST ${at('check')}`, `GET ${at('check')}`]);
  });

  test('keeps what only an approval is missing for, so that it can be approved', async () => {
    const reasons = [{ severity: 'no_go', code: 'approval.waiting', sentence: 'It needs one more person.' }];
    const ran = await runCli(['campaign', 'check', id, '--json'], {
      routes: routes({ verdict: 'no_go', reasons }),
    });
    expect(ran.code).toBe(6);
    expect(ran.json()).toMatchObject({ is_checked: true });
  });
});

describe('tidings campaign launch', () => {
  const routes = {
    [`GET /v1/campaigns/${id}`]: () => fakeCampaign('draft'),
    [`POST ${at('check')}`]: () => fakeFlight({ campaign: fakeCampaign('checked'), is_kept: true }),
    [`POST ${at('launch')}`]: () => fakeCampaign('sending'),
    [`POST ${at('preview')}`]: () => fakePreview({ problems: [] }),
  };

  test('checks a draft and sends it to as many people as were confirmed', async () => {
    const ran = await runCli(['campaign', 'launch', id, '--confirm-count', '1,008', '--json'], { routes });
    expect(ran.code).toBe(0);
    expect(ran.json()).toMatchObject({ status: 'sending' });
    expect(ran.requests).toContain(`POST ${at('check')}`);
    expect(launchBody(ran)).toEqual({ confirm_count: 1008, confirm_version: 3 });
  });

  test('has the number typed at a terminal', async () => {
    const ran = await runCli(['campaign', 'launch', id], { routes, stdin: null, typed: ['8'] });
    expect(ran.questions).toEqual(['“Spring” goes to 8 people. Type their number to send it: ']);
    expect(launchBody(ran)).toEqual({ confirm_count: 8, confirm_version: 3 });
  });

  test('sends nothing when anything but a number is typed', async () => {
    const ran = await runCli(['campaign', 'launch', id], { routes, stdin: null, typed: ['yes'] });
    expect([ran.code, launchBody(ran)]).toEqual([1, undefined]);
  });

  test('asks nothing about a campaign that was launched before', async () => {
    const refused = () => refusal(409, 'campaign.already_launched', 'It was launched before.');
    const launched = {
      [`GET /v1/campaigns/${id}`]: () => fakeCampaign('sending'),
      [`POST ${at('launch')}`]: refused,
    };
    const ran = await runCli(['campaign', 'launch', id], { routes: { ...routes, ...launched }, stdin: null });
    expect([ran.code, ran.questions]).toEqual([1, []]);
  });

  test('needs --confirm-count where nobody can be asked', async () => {
    const ran = await runCli(['campaign', 'launch', id], { routes });
    expect([ran.code, ran.requests]).toEqual([2, []]);
  });

  test('sends nothing on a dry run, and shows what would go out', async () => {
    const ran = await runCli(['campaign', 'launch', id, '--dry-run'], { routes });
    expect([ran.code, launchBody(ran)]).toEqual([0, undefined]);
    expect(ran.out).toContain('Will receive');
  });

  test.each([
    ['a problem of the check', 'check', 422, 'campaign.not_ready', 6],
    ['another number of people', 'launch', 409, 'campaign.count_changed', 6],
    ['nobody to receive it', 'launch', 409, 'audience.nobody', 6],
    ['a launch before this one', 'launch', 409, 'campaign.already_launched', 1],
    ['a key that may not launch', 'launch', 403, 'permission.missing', 3],
    ['a campaign that is gone', 'launch', 404, 'campaign.not_found', 4],
  ])('is refused for %s', async (_why, where, status, code, exit) => {
    const refused = { ...routes, [`POST ${at(where)}`]: () => refusal(status, code, 'No.') };
    const ran = await runCli(['campaign', 'launch', id, '--confirm-count', '8', '--json'], {
      routes: refused,
    });
    expect(ran.code).toBe(exit);
    expect(ran.json()).toMatchObject({ error: { code, message: 'No.', exit_code: exit } });
  });
});

describe('a campaign on its way', () => {
  test.each(['pause', 'resume', 'stop'])('can be told to %s, without a question', async (move) => {
    const routes = { [`POST ${at(move)}`]: () => fakeCampaign('paused') };
    const ran = await runCli(['campaign', move, id, '--json'], { routes });
    expect([ran.code, ran.json()]).toEqual([0, fakeCampaign('paused')]);
  });

  test('has a report that says which switch stands against it', async () => {
    const sentence = 'Everything was stopped by Ada: The offer is wrong.';
    const stop = { level: 'workspace', sending: 'none', by: 'Ada', since: null, reason: null, sentence };
    const report = { ...fakeReport('sending', { queued: 8 }), stop };
    const { out } = await runCli(['campaign', 'status', id], {
      routes: { [`GET ${at('report')}`]: () => report },
    });
    expect(out).toContain(sentence);
  });

  test('has a report whose parts add up', async () => {
    const routes = {
      [`GET ${at('report')}`]: () => fakeReport('sending', { delivered: 5, held: 1, queued: 2 }),
    };
    const { code, out } = await runCli(['campaign', 'status', id], { routes });
    expect(code).toBe(0);
    expect(out).toContain('= 8  people');
    expect(out).toContain('1 until 2026-11-25 13:00 UTC: Quiet hours.');
    expect(out).not.toContain('do not add up');
  });

  test('is watched until it has finished, with one answer at the end', async () => {
    const reports = [
      fakeReport('sending', { queued: 8 }),
      fakeReport('paused', { queued: 4, delivered: 4 }),
      fakeReport('finished', { delivered: 8 }),
    ];
    const routes = { [`GET ${at('report')}`]: () => reports.shift() };
    const ran = await runCli(['campaign', 'status', id, '--watch', '--json'], { routes });
    expect(ran.code).toBe(0);
    expect(ran.json()).toMatchObject({ campaign: { status: 'finished' } });
    expect(ran.requests).toHaveLength(3);
  });

  test('says what it waits for when everybody left is held', async () => {
    const reports = [
      fakeReport('sending', { held: 1, delivered: 7 }),
      fakeReport('finished', { delivered: 8 }),
    ];
    const routes = { [`GET ${at('report')}`]: () => reports.shift() };
    const { err } = await runCli(['campaign', 'status', id, '--watch'], { routes });
    expect(err).toBe('Waiting: 1 held, the next until 2026-11-25 13:00 UTC.\n');
  });

  test('is looked at again when its counts are older than its end', async () => {
    const reports = [
      fakeReport('stopped', { queued: 8 }),
      fakeReport('stopped', { suppressed: 8, stopped: 8 }),
    ];
    const routes = { [`GET ${at('report')}`]: () => reports.shift() };
    const ran = await runCli(['campaign', 'status', id, '--watch', '--json'], { routes });
    expect(ran.json()).toMatchObject({ progress: { stopped: 8 } });
    expect(ran.code).toBe(5);
  });

  test('ends its watch even if its counts never settle', async () => {
    const routes = { [`GET ${at('report')}`]: () => fakeReport('finished', { queued: 1 }) };
    expect((await runCli(['campaign', 'status', id, '--watch'], { routes })).requests).toHaveLength(16);
  });

  test('ends its watch with 5 when a text may not have left', async () => {
    const routes = { [`GET ${at('report')}`]: () => fakeReport('finished', { delivered: 7, unknown: 1 }) };
    const watched = await runCli(['campaign', 'status', id, '--watch'], { routes });
    const looked = await runCli(['campaign', 'status', id], { routes });
    expect([watched.code, looked.code]).toEqual([5, 0]);
  });

  test('goes on when the watcher presses Ctrl-C', async () => {
    const ran = await runCli(['campaign', 'status', id, '--watch'], { interruptAt: `GET ${at('report')}` });
    expect(ran.code).toBe(130);
  });
});

describe('a campaign named by its name', () => {
  test('is refused with its ids when two have that name', async () => {
    const other = { ...fakeCampaign('draft'), id: `cmp_${'f'.repeat(32)}` };
    const routes = { 'GET /v1/campaigns': () => page([fakeCampaign('draft'), other]) };
    const ran = await runCli(['campaign', 'pause', 'Spring'], { routes });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(`${id}, ${other.id}`);
  });

  test('is looked for on every page', async () => {
    const routes = {
      'GET /v1/campaigns': ({ query }: { query: URLSearchParams }) =>
        query.get('cursor') === 'c2' ? page([fakeCampaign('draft')]) : page([], 'c2'),
      [`POST ${at('pause')}`]: () => fakeCampaign('paused'),
    };
    expect((await runCli(['campaign', 'pause', 'spring'], { routes })).code).toBe(0);
  });
});

test('campaigns are listed, and a cut list says so', async () => {
  const routes = { 'GET /v1/campaigns': () => page([fakeCampaign('draft'), fakeCampaign('finished')]) };
  const ran = await runCli(['campaign', 'list', '--limit', '1', '--json'], { routes });
  expect(ran.json()).toEqual({ data: [fakeCampaign('draft')], has_more: true });
  expect(ran.err).toContain('--limit');
});

test('the people behind a number are listed with the reason, and rows of a file as they stood', async () => {
  const person = {
    object: 'person',
    contact: { id: 'con_1', name: null, number: '+12125550142' },
    reason: 'no_consent',
    sentence: 'No consent is recorded.',
  };
  const row = {
    object: 'rejected_row',
    file_name: 'a.csv',
    line: 7,
    row: ['x', 'y'],
    code: 'c',
    sentence: 'No number.',
  };
  const routes = { [`GET ${at('people')}`]: () => page([person, row]) };
  const ran = await runCli(['campaign', 'people', id, 'no_consent'], { routes });
  expect(ran.asked[0]?.query.get('line')).toBe('no_consent');
  expect(ran.out).toMatch(/\+12125550142 +No consent is recorded\./);
  expect(ran.out).toMatch(/a\.csv, line 7 +x \| y +No number\./);
});
