import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ids, makeFolder, page, refusal, runCli } from '../../test/run-cli.ts';

const programs = { 'GET /v1/programs': () => page([{ id: ids.program, name: 'Codes' }]) };
const queued = { object: 'message', id: 'msg_7', to: '+12025550142', parts: 1, status: 'queued' };

describe('tidings send', () => {
  const argv = ['send', '+12025550142', '--body', 'Your code is {{ code }}', '--var', 'code=4=2'];

  test('sends one text with its values, and says how to follow it', async () => {
    const more = [
      '--program',
      'codes',
      '--label',
      'order=17',
      '--at',
      '2026-12-01T09:00:00+01:00',
      '--valid-for',
      '300',
    ];
    const ran = await runCli([...argv, ...more], {
      routes: { ...programs, 'POST /v1/messages': () => queued },
    });
    expect(ran.code).toBe(0);
    expect(ran.asked.at(-1)?.body).toEqual({
      to: '+12025550142',
      program_id: ids.program,
      body: 'Your code is {{ code }}',
      variables: { code: '4=2' },
      metadata: { order: '17' },
      send_at: '2026-12-01T08:00:00.000Z',
      valid_for_seconds: 300,
    });
    expect(ran.out).toContain('tidings message show msg_7');
  });

  test('tries a text, and ends with 6 when it would be refused', async () => {
    const trial = (will: string) => ({
      body: 'Your code is 4',
      parts: 1,
      to: '+12025550142',
      cost: { amount: '0.0079', currency: 'USD' },
      sender: { number: '+12025550100' },
      verdict: { will, code: null, sentence: `It would ${will}.`, until: null },
    });
    const trying = async (will: string) =>
      runCli([...argv, '--dry-run'], { routes: { ...programs, 'POST /v1/messages': () => trial(will) } });
    const [fine, refused] = [await trying('send'), await trying('refuse')];
    expect([fine.code, refused.code]).toEqual([0, 6]);
    expect(fine.out).toContain('1 part from +12025550100 to +12025550142, 0.0079 USD.');
    expect(fine.asked.at(-1)?.body).toMatchObject({ dry_run: true });
  });

  test('takes the words of a template and any number of a pool, by their names', async () => {
    const routes = {
      ...programs,
      'GET /v1/templates': () => page([{ id: ids.list.replace('lst', 'tpl'), name: 'Order left' }]),
      'GET /v1/sender-pools': () => ({ data: [{ id: ids.list.replace('lst', 'pol'), name: 'Shop' }] }),
      'POST /v1/messages': () => queued,
    };
    const words = ['send', '+12025550142', '--template', 'order left', '--pool', 'Shop'];
    const ran = await runCli(words, { routes });
    expect(ran.code).toBe(0);
    expect(ran.asked.at(-1)?.body).toEqual({
      to: '+12025550142',
      program_id: ids.program,
      pool_id: ids.list.replace('lst', 'pol'),
      template_id: ids.list.replace('lst', 'tpl'),
    });
  });

  test('keeps words as a template, and says below what their author should know', async () => {
    const sentence = '“Get 20% off” promotes something.';
    const made = { id: ids.list.replace('lst', 'tpl'), name: 'Ready', warnings: [{ sentence }] };
    const ran = await runCli(['templates', 'create', 'Ready', '--body', 'Ready. Get 20% off.'], {
      routes: { 'POST /v1/templates': () => made },
    });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('version 1.\nBetter: “Get 20% off” promotes something.');
  });

  test('ends with 6 and the sentence when the text is refused', async () => {
    const routes = {
      ...programs,
      'POST /v1/messages': () => refusal(422, 'contact.no_consent', 'Ask first.'),
    };
    const ran = await runCli([...argv, '--json'], { routes });
    expect(ran.code).toBe(6);
    expect(ran.json()).toMatchObject({ error: { code: 'contact.no_consent', message: 'Ask first.' } });
  });

  test.each([
    ['a value without a name', ['--var', 'code']],
    ['an hour without a zone', ['--at', '2026-12-01T09:00:00']],
    ['no hour at all', ['--at', 'tomorrow']],
    ['a number and a file', ['--to-file', 'guests.ndjson']],
    ['a body and a template', ['--template', 'Order left']],
    ['a sender and a pool', ['--sender', '+12025550100', '--pool', 'Shop']],
  ])('with %s sends nothing', async (_what, options) => {
    const ran = await runCli([...argv, ...options], { routes: programs });
    expect(ran.code).toBe(2);
    expect(ran.requests).not.toContain('POST /v1/messages');
  });
});

describe('tidings send --to-file', () => {
  const fileOf = (text: string) => {
    const file = join(makeFolder(), 'guests.ndjson');
    writeFileSync(file, text);
    return file;
  };
  const operation = (status: string, change = {}) => ({
    id: 'opn_1',
    status,
    total: 2,
    done: 2,
    accepted: 2,
    refused: 0,
    parts: 2,
    ...change,
  });
  const people = '{"to":"+12025550142","variables":{"order":1}}\n\n{"to":"+12025550143"}\n';
  const send = (file: string, routes: object) =>
    runCli(['send', '--to-file', file, '--body', 'Order {{ order }}'], {
      routes: { ...programs, ...routes },
    });

  test('sends each line’s text and waits until all are decided about', async () => {
    let looks = 0;
    const ran = await send(fileOf(people), {
      'POST /v1/messages/bulk': () => operation('working'),
      'GET /v1/operations/opn_1': () => operation(++looks < 3 ? 'working' : 'finished'),
    });
    expect([ran.code, looks]).toEqual([0, 3]);
    expect(ran.asked[1]?.body).toMatchObject({
      recipients: [{ to: '+12025550142', variables: { order: 1 } }, { to: '+12025550143' }],
    });
    expect(ran.out).toContain('2 of 2 texts queued');
  });

  test('ends with 5 and names those who were refused', async () => {
    const ran = await send(fileOf(people), {
      'POST /v1/messages/bulk': () => operation('finished', { accepted: 1, refused: 1 }),
      'GET /v1/operations/opn_1/items': () =>
        page([{ position: 1, to: '+12025550143', sentence: 'Ask first.' }]),
    });
    expect(ran.code).toBe(5);
    expect(ran.out).toContain('line 3, +12025550143: Ask first.');
  });

  test.each([
    ['no JSON', fileOf, 'to,name\n', 2, 'Line 1'],
    ['nobody', fileOf, '\n', 2, 'nobody'],
    ['nothing there', () => '/nowhere/guests.ndjson', '', 4, 'no file'],
  ])('with a file of %s sends nothing', async (_what, make, text, code, words) => {
    const ran = await send(make(text), {});
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(words);
  });
});

describe('tidings message', () => {
  test('tells the life of a text, its causes and what can be done', async () => {
    const step = {
      at: '2026-11-24T17:00:00.000Z',
      step: 'queued',
      sentence: 'Queued.',
      cause: null,
      remedy: null,
    };
    const now = {
      at: null,
      step: 'waiting',
      sentence: 'Waits.',
      cause: 'No funds.',
      remedy: 'Pay\u001b[2J.',
    };
    const ran = await runCli(['message', 'show', 'msg_7'], {
      routes: {
        'GET /v1/messages/msg_7': () => queued,
        'GET /v1/messages/msg_7/timeline': () => ({ steps: [step, now] }),
      },
    });
    expect(ran.code).toBe(0);
    expect(ran.out.split('\n').slice(0, 5)).toEqual([
      'msg_7: queued, to +12025550142',
      '2026-11-24T17:00:00.000Z  Queued.',
      'now                       Waits.',
      '                          No funds.',
      '                          Pay\ufffd[2J.',
    ]);
  });

  test('takes one back, or says that it is too late', async () => {
    const cancel = (answer: () => unknown) =>
      runCli(['message', 'cancel', 'msg_7'], { routes: { 'POST /v1/messages/msg_7/cancel': answer } });
    const done = await cancel(() => ({ ...queued, status: 'suppressed' }));
    expect([done.code, done.out]).toEqual([0, 'Cancelled: msg_7 will not be sent.\n']);
    const late = await cancel(() => refusal(409, 'message.too_late', 'It has left.'));
    expect([late.code, late.err]).toEqual([6, expect.stringContaining('It has left.')]);
  });
});
