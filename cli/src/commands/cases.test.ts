import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, page, runCli } from '../../test/run-cli.ts';

const id = 'cas_01900000000070008000000000000001';
const file = (change: object = {}) => ({
  object: 'case',
  id,
  kind: 'complaint',
  severity: 'medium',
  status: 'open',
  title: 'Texted at night',
  number: '+12125550142',
  campaign_id: null,
  reply_id: null,
  received_at: '2026-11-20T09:00:00.000Z',
  due_at: '2026-11-27T09:00:00.000Z',
  due_source: 'our own promise',
  is_overdue: false,
  assigned_to: null,
  decision: null,
  remedy: null,
  opened_at: '2026-11-20T09:00:00.000Z',
  opened_by: 'key:1',
  closed_at: null,
  closed_by: null,
  notes: [{ at: '2026-11-20T09:00:00.000Z', by: 'key:1', kind: 'opened', body: '' }],
  ...change,
});

describe('tidings cases', () => {
  test('lists what is open, and says what is late', async () => {
    const ran = await runCli(['cases'], {
      routes: {
        'GET /v1/cases': () => page([file({ is_overdue: true }), file({ status: 'closed', title: 'Old' })]),
      },
    });
    expect(ran.out).toMatch(/cas_0190.*LATE.*Texted at night/);
    expect(ran.out).not.toContain('Old');
  });

  test('opens one with what was said and nothing else', async () => {
    const options = ['--number', '+12125550142', '--received', '2026-11-20T09:00:00Z'];
    const ran = await runCli(['case', 'open', 'complaint', 'Texted at night', ...options], {
      routes: { 'POST /v1/cases': () => file() },
    });
    expect(ran.asked.at(-1)?.body).toEqual({
      ...{ kind: 'complaint', title: 'Texted at night', number: '+12125550142' },
      received_at: '2026-11-20T09:00:00Z',
    });
    expect(ran.out).toContain(`tidings case evidence ${id}`);
  });

  test('gives it back when nobody is to see to it', async () => {
    const ran = await runCli(['case', 'change', id, '--to', 'nobody'], {
      routes: { [`PATCH /v1/cases/${id}`]: () => file() },
    });
    expect(ran.asked.at(-1)?.body).toEqual({ assigned_to: null });
  });

  test('closes with a decision and a remedy, and not without', async () => {
    const routes = {
      [`POST /v1/cases/${id}/close`]: () => file({ status: 'closed', decision: 'upheld', remedy: 'Done' }),
    };
    const done = await runCli(['case', 'close', id, '--decision', 'upheld', '--remedy', 'Done'], { routes });
    expect([done.code, done.out]).toEqual([0, expect.stringContaining('Decision: upheld. Done')]);
    expect((await runCli(['case', 'close', id, '--decision', 'upheld'], { routes })).code).toBe(2);
  });
});

describe('tidings case evidence', () => {
  test('asks at the place of what was named', async () => {
    const routes = {
      [`GET /v1/cases/${id}/evidence`]: () => ({ object: 'case_evidence' }),
      'GET /v1/campaigns/cmp_1/record': () => ({ object: 'campaign_record' }),
      'GET /v1/proof-packs/%2B12125550142': () => ({ object: 'proof_pack' }),
    };
    for (const [what, object] of [
      [id, 'case_evidence'],
      ['cmp_1', 'campaign_record'],
      ['+12125550142', 'proof_pack'],
    ] as const)
      expect(JSON.parse((await runCli(['case', 'evidence', what], { routes })).out)).toEqual({ object });
    expect((await runCli(['case', 'evidence', 'Spring'], { routes })).code).toBe(2);
  });

  test('saves a PDF to a new file', async () => {
    const to = join(makeFolder(), 'case.pdf');
    const routes = { [`GET /v1/cases/${id}/evidence`]: () => new Response('%PDF-1.3') };
    const ran = await runCli(['case', 'evidence', id, '--pdf', to], { routes });
    expect([ran.code, readFileSync(to, 'utf8')]).toEqual([0, '%PDF-1.3']);
    expect((await runCli(['case', 'evidence', id, '--pdf', to], { routes })).code).toBe(1);
  });
});
