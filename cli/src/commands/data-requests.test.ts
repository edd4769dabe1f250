import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { page, runCli } from '../../test/run-cli.ts';

const id = 'drq_01900000000070008000000000000001';
const request = (change: object = {}) => ({
  object: 'data_request',
  id,
  kind: 'erasure',
  law: 'gdpr',
  status: 'received',
  number: '+12125550142',
  contact_id: 'con_7',
  channel: 'email',
  received_at: '2026-11-20T09:00:00.000Z',
  due_at: '2026-12-20T09:00:00.000Z',
  is_overdue: false,
  extended_at: null,
  extension_reason: null,
  verified_at: null,
  verified_how: null,
  verified_note: null,
  answer: null,
  reason: null,
  closed_at: null,
  closed_by: null,
  created_by: 'key:1',
  ...change,
});

describe('tidings requests', () => {
  test('lists what is due, and says what is late', async () => {
    const ran = await runCli(['requests', '--overdue'], {
      routes: { 'GET /v1/data-requests': () => page([request({ is_overdue: true })]) },
    });
    expect(ran.out).toMatch(/drq_0190.*erasure.*LATE/);
    expect(ran.asked.at(-1)?.query.get('overdue')).toBe('true');
  });

  test('takes down what a person asks for', async () => {
    const options = [
      '--channel',
      'letter',
      '--received',
      '2026-11-20T09:00:00Z',
      '--email',
      'ada@example.com',
    ];
    const ran = await runCli(['requests', 'open', 'rectification', '+12125550142', ...options], {
      routes: { 'POST /v1/data-requests': () => request({ kind: 'rectification' }) },
    });
    expect(ran.asked.at(-1)?.body).toEqual({
      kind: 'rectification',
      number: '+12125550142',
      channel: 'letter',
      received_at: '2026-11-20T09:00:00Z',
      correction: { email: 'ada@example.com' },
    });
    expect(ran.out).toContain(`tidings requests code ${id}`);
  });

  test('wants one proof of who asks', async () => {
    const ran = await runCli(['requests', 'verify', id], { routes: {} });
    expect([ran.code, ran.asked]).toEqual([2, []]);
  });

  test('erases nobody unasked', async () => {
    const routes = {
      [`GET /v1/data-requests/${id}`]: () => request({ status: 'verified' }),
      [`POST /v1/data-requests/${id}/done`]: () => request({ status: 'erasing' }),
    };
    const unasked = await runCli(['requests', 'done', id], { routes });
    expect(unasked.code).toBe(2);
    expect(unasked.asked.some(({ method }) => method === 'POST')).toBe(false);
    const agreed = await runCli(['requests', 'done', id, '--yes'], { routes });
    expect([agreed.code, agreed.out]).toEqual([0, expect.stringContaining('Erased.')]);
  });

  test('writes the file whole, for its owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tidings-test-'));
    const out = join(folder, 'ada.csv');
    const ran = await runCli(['requests', 'export', id, '--format', 'csv', '--out', out], {
      routes: { [`GET /v1/data-requests/${id}/export`]: () => new Response('section,entry\r\n') },
    });
    expect(ran.code).toBe(0);
    expect(await readFile(out, 'utf8')).toBe('section,entry\r\n');
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    await rm(folder, { recursive: true });
  });
});

test('tidings erase goes the whole way', async () => {
  const ran = await runCli(['erase', 'con_7', '--attested', 'Came with a passport.', '--yes'], {
    routes: {
      'POST /v1/data-requests': () => request(),
      [`POST /v1/data-requests/${id}/verify`]: () => request({ status: 'verified' }),
      [`POST /v1/data-requests/${id}/done`]: () => request({ status: 'erasing' }),
    },
  });
  expect(ran.asked.map(({ body }) => body)).toEqual([
    { kind: 'erasure', contact_id: 'con_7', channel: 'email' },
    { attested: 'Came with a passport.' },
    {},
  ]);
  expect(ran.out).toContain('Erased.');
});
