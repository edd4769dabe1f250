import { describe, expect, test } from 'vitest';
import { page, refusal, runCli } from '../../test/run-cli.ts';

const conversation = {
  ...{ object: 'conversation', id: 'cnv_7', number: '+12025550142', name: 'Ada', state: 'open', turn: 3 },
  ...{
    assignee: null,
    waits_since: '2026-11-24T17:00:00Z',
    answer_due_at: '2026-11-24T18:00:00Z',
    is_overdue: true,
  },
  last_body: 'Hello?\nAnybody?',
};
const one = { 'GET /v1/conversations': () => page([conversation]) };
const colleague = {
  id: `mem_${'0'.repeat(32)}`,
  name: 'Ana Reyes',
  takes_part: true,
  is_away: false,
  most_open: 5,
};
const agents = { 'GET /v1/inbox/agents': () => ({ data: [{ ...colleague, open: 2, may_answer: true }] }) };

describe('tidings inbox', () => {
  test('lists conversations on a line each, with what is asked for', async () => {
    const ran = await runCli(
      ['inbox', 'list', '--state', 'open', '--assignee', 'ana reyes', '--search', 'bread'],
      {
        routes: { ...one, ...agents },
      },
    );
    expect(ran.out).toContain('(overdue)');
    expect(ran.out.trim().split('\n')).toHaveLength(2);
    const { query } = ran.asked.at(-1) ?? {};
    expect(Object.fromEntries(query ?? [])).toMatchObject({
      state: 'open',
      q: 'bread',
      assignee: colleague.id,
    });
  });

  test('shows what was said, oldest first, and why nobody may answer', async () => {
    const line = { author: null, media: [], status: null };
    const ran = await runCli(['inbox', 'show', '+12025550142'], {
      routes: {
        ...one,
        'GET /v1/conversations/cnv_7': () => ({
          ...conversation,
          answering: { is_allowed: false, reason: 'They have opted out.' },
        }),
        'GET /v1/conversations/cnv_7/messages': () =>
          page([
            { ...line, at: '2026-11-24T17:02:00Z', direction: 'out', body: 'Hi', status: 'delivered' },
            { ...line, at: '2026-11-24T17:00:00Z', direction: 'in', body: 'Hello?' },
          ]),
        'GET /v1/conversations/cnv_7/events': () =>
          page([{ at: '2026-11-24T17:01:00Z', act: 'note', body: 'VIP', by: { name: 'Ana' } }]),
      },
    });
    expect(ran.out).toMatch(/opted out\.\n.*Hello\?\n.*note by Ana: VIP\n.*Hi \(delivered\)/);
  });

  test('answers by a number, and ends with 6 where that is refused', async () => {
    const argv = ['inbox', 'answer', '+12025550142', 'Yes', '--turn', '3', '--at', '2026-12-01T09:00:00Z'];
    const url = 'POST /v1/conversations/cnv_7/answers';
    const sent = await runCli([...argv, '--unless-reply'], {
      routes: { ...one, [url]: () => ({ message_id: 'msg_1', body: 'Yes', parts: 1 }) },
    });
    expect(sent.asked.at(-1)?.body).toEqual({
      ...{ body: 'Yes', turn: 3, send_at: '2026-12-01T09:00:00.000Z', unless_reply: true },
    });
    expect(sent.out).toContain('Queued as msg_1: Yes');
    const refused = await runCli(argv, {
      routes: { ...one, [url]: () => refusal(409, 'conversation.moved_on', 'Read it again.') },
    });
    expect([refused.code, refused.err]).toEqual([6, expect.stringContaining('Read it again.')]);
  });

  test('asks which conversation is meant where a number has several, and says when it has none', async () => {
    const several = await runCli(['inbox', 'close', '+12025550142'], {
      routes: { 'GET /v1/conversations': () => page([conversation, { ...conversation, id: 'cnv_8' }]) },
    });
    expect(several.err).toContain('cnv_7, cnv_8');
    const none = await runCli(['inbox', 'close', '+12025550143'], {
      routes: { 'GET /v1/conversations': () => page([]) },
    });
    expect(none.err).toContain('Nobody with the number');
  });

  test('gives a conversation to a colleague by name', async () => {
    const ran = await runCli(['inbox', 'assign', 'cnv_7', 'Ana Reyes'], {
      routes: {
        ...agents,
        'POST /v1/conversations/cnv_7/assign': () => ({ ...conversation, assignee: colleague }),
      },
    });
    expect(ran.asked.at(-1)?.body).toEqual({ to: colleague.id });
    expect(ran.out).toContain('Ana Reyes’s');
  });

  test('reads hours as people write them, and refuses others', async () => {
    const setting = {
      ...{ hours: null, closed_days: [], away_body: null, answer_within_minutes: 60, assigns: 'round_robin' },
      ...{ closes_after_days: null, rating_body: null, time_zone: 'UTC', is_open: true },
    };
    const routes = { 'PUT /v1/workspace/inbox': () => setting };
    const argv = ['inbox', 'setting', '--hours', 'mon-tue 09:00-17:00', '--hours', 'mon 18:00-20:00'];
    const ran = await runCli([...argv, '--within', '60', '--assigns', 'round-robin'], { routes });
    expect(ran.asked.at(-1)?.body).toEqual({
      hours: {
        mon: [
          ['09:00', '17:00'],
          ['18:00', '20:00'],
        ],
        tue: [['09:00', '17:00']],
      },
      ...{ answer_within_minutes: 60, assigns: 'round_robin' },
    });
    const bad = await runCli(['inbox', 'setting', '--hours', 'weekdays'], { routes });
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining('mon-fri 09:00-17:00')]);
  });

  test('keeps canned words under a name, new or again', async () => {
    const kept = { id: `can_${'0'.repeat(32)}`, name: 'hours', body: 'Nine to five.' };
    const list = (data: object[]) => ({ 'GET /v1/canned-replies': () => ({ data }) });
    const made = await runCli(['inbox', 'canned', 'save', 'hours', 'Nine to five.'], {
      routes: { ...list([]), 'POST /v1/canned-replies': () => kept },
    });
    expect(made.requests.at(-1)).toContain('POST');
    const again = await runCli(['inbox', 'canned', 'save', 'hours', 'Nine to six.'], {
      routes: { ...list([kept]), [`PUT /v1/canned-replies/${kept.id}`]: () => kept },
    });
    expect(again.out).toContain('Kept /hours');
  });
});
