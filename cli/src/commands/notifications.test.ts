import { expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const settings = {
  object: 'notification_settings',
  kinds: [
    {
      kind: 'campaign.finished',
      title: 'A campaign is done',
      is_urgent: false,
      may_know: true,
      ways: ['app'],
      usual: true,
    },
    {
      kind: 'key.expiring',
      title: 'An API key ends soon',
      is_urgent: false,
      may_know: false,
      ways: ['app'],
      usual: true,
    },
  ],
  ...{
    quiet: { from: '22:00', until: '07:00' },
    time_zone: null,
    urgent_anyway: true,
    digest: 'day',
    digest_hour: 8,
  },
  ...{
    email: 'ana@example.com',
    mail_works: false,
    webhook_url: null,
    webhook_secret: null,
    number: null,
    may_text: true,
  },
};
const told = {
  ...{
    id: 'ntf_7',
    kind: 'gateway.down',
    sentence: 'The account “Main” has no funds left.',
    at: '2026-11-24T17:00:00Z',
  },
  ...{
    read_at: null,
    told: [
      { way: 'email', state: 'told' },
      { way: 'sms', state: 'waiting' },
    ],
  },
};

test('lists what somebody was told of, and by which ways', async () => {
  const ran = await runCli(['notifications', 'list', '--unread'], {
    routes: { 'GET /v1/me/notifications': () => page([told]) },
  });
  expect(ran.out).toContain('has no funds left.');
  expect(ran.out).toContain('email, sms (waiting)');
  expect(ran.asked[0]?.query.get('unread')).toBe('true');
});

test('marks all as read up to the newest, or some by id, and nothing without being told which', async () => {
  const routes = {
    'GET /v1/me/notifications/unread': () => ({ object: 'unread_notifications', unread: 2, newest: 'ntf_9' }),
    'POST /v1/me/notifications/read': () => ({ object: 'read_notifications', read: 2 }),
  };
  const all = await runCli(['notifications', 'read', '--all'], { routes });
  expect([all.out, all.asked[1]?.body]).toEqual(['2 marked as read.\n', { until: 'ntf_9' }]);
  const some = await runCli(['notifications', 'read', 'ntf_7'], { routes });
  expect(some.asked.at(-1)?.body).toEqual({ ids: ['ntf_7'] });
  const none = await runCli(['notifications', 'read'], { routes });
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('--all')]);
});

test('shows and changes what one is told of', async () => {
  const routes = {
    'GET /v1/me/notification-settings': () => settings,
    'PATCH /v1/me/notification-settings': () => settings,
  };
  const shown = await runCli(['notifications', 'settings'], { routes });
  expect(shown.out).toContain('Quiet from 22:00 to 07:00, but for what is urgent.');
  expect(shown.out).toContain('no mail goes out from this installation');
  expect(shown.out).not.toContain('key.expiring');
  const changed = await runCli(
    [
      ...['notifications', 'settings', '--tell', 'campaign.finished=app,sms', '--tell', 'gateway.down=usual'],
      ...[
        '--tell',
        'import.finished=none',
        '--quiet-times',
        'none',
        '--zone',
        'Europe/Berlin',
        '--urgent-anyway',
        'no',
        '--mail',
        'once',
      ],
    ],
    { routes },
  );
  expect(changed.asked[0]?.body).toEqual({
    choices: { 'campaign.finished': ['app', 'sms'], 'gateway.down': null, 'import.finished': [] },
    ...{ quiet: null, time_zone: 'Europe/Berlin', urgent_anyway: false, digest: 'none' },
  });
});

test.each([
  [['--tell', 'campaign.finished'], 'a kind and its ways'],
  [['--tell', 'campaign.finished=pigeon'], 'no way “pigeon”'],
  [['--quiet-times', '22:00'], 'two hours'],
])('refuses %o', async (words, sentence) => {
  const ran = await runCli(['notifications', 'settings', ...words]);
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining(sentence)]);
});

test('says through which program staff is texted, and has a test told', async () => {
  const channel = { object: 'notification_channel', program_id: ids.program, sender_id: ids.sender };
  const routes = {
    'GET /v1/programs': () => page([{ id: ids.program, name: 'Shifts' }]),
    'GET /v1/senders': () => ({ data: [{ id: ids.sender, number: '+12025550100' }] }),
    'PUT /v1/workspace/notifications': () => channel,
    'POST /v1/me/notification-settings/test': () => new Response(null, { status: 204 }),
  };
  const set = await runCli(['notifications', 'channel', '--program', 'Shifts'], { routes });
  expect(set.asked.at(-1)?.body).toEqual({ program_id: ids.program, sender_id: ids.sender });
  const none = await runCli(['notifications', 'channel', '--program', 'none'], { routes });
  expect(none.asked.at(-1)?.body).toEqual({ program_id: null, sender_id: null });
  expect((await runCli(['notifications', 'test'], { routes })).out).toContain('on its way');
});
