import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, runCli } from '../../test/run-cli.ts';

describe('tidings compliance', () => {
  const parts = [{ part: 'cases', weight: 15, points: 11, sentence: '4 cases open, 1 of them late.' }];
  const task = {
    urgency: 'overdue',
    sentence: 'Deal with 1 case that is late.',
    command: 'tidings cases --overdue',
  };
  const answer = (today: object[]) => ({
    'GET /v1/compliance/overview': () => ({ score: 96, parts, today, counts: {} }),
  });

  test('tells what to do and ends with 1 while anything is overdue', async () => {
    const late = await runCli(['compliance'], { routes: answer([task]) });
    expect([late.code, late.out]).toEqual([
      1,
      expect.stringMatching(/OVERDUE.*Deal with 1 case[\s\S]*Score: 96 of 100/),
    ]);
    const well = await runCli(['compliance'], { routes: answer([]) });
    expect([well.code, well.out]).toEqual([0, expect.stringContaining('Nothing needs a hand today.')]);
  });
});

describe('tidings breach', () => {
  const breach = {
    ...{
      id: 'brc_1',
      title: 'List lost',
      status: 'open',
      risk: 'risk',
      clock: 'alarm',
      due_at: '2026-11-25T16:00:00.000Z',
    },
    ...{ authority_told_at: null, authority_name: null, people_told_at: null, notes: [] },
  };
  test('opens with what was said, and tells when the 72 hours end', async () => {
    const ran = await runCli(
      ['breach', 'open', 'List lost', '--aware', '2026-11-22T16:00:00Z', '--people', '120'],
      {
        routes: { 'POST /v1/breaches': () => breach },
      },
    );
    expect(ran.asked.at(-1)?.body).toEqual({
      title: 'List lost',
      aware_at: '2026-11-22T16:00:00Z',
      people: 120,
    });
    expect(ran.out).toMatch(/72 hours end .*\(alarm\)/);
  });
  test('tells the authority late with a reason', async () => {
    const routes = { 'POST /v1/breaches/brc_1/authority': () => breach };
    const ran = await runCli(['breach', 'authority', 'brc_1', 'CNIL', '--delay-reason', 'Found late'], {
      routes,
    });
    expect(ran.asked.at(-1)?.body).toEqual({ name: 'CNIL', delay_reason: 'Found late' });
  });
});

describe('tidings processing', () => {
  const record = {
    activities: [{ name: 'Program “Offers”', people: '7 people' }],
    missing: ['The controller is not said.'],
  };
  test('names what is missing', async () => {
    const { out } = await runCli(['processing'], { routes: { 'GET /v1/processing-record': () => record } });
    expect(out).toMatch(/Program “Offers”: 7 people\nMISSING {2}The controller/);
  });
  test('shows what was added as JSON that add takes', async () => {
    const added = { security: ['A door'] };
    const routes = { 'GET /v1/processing-record/additions': () => added };
    expect(JSON.parse((await runCli(['processing', 'added'], { routes })).out)).toEqual(added);
  });
  test('takes additions from a file, and refuses what is no JSON', async () => {
    const file = join(makeFolder(), 'add.json');
    writeFileSync(file, '{"security":["A door"]}');
    const routes = { 'PUT /v1/processing-record/additions': () => record };
    expect((await runCli(['processing', 'add', file], { routes })).asked.at(-1)?.body).toEqual({
      security: ['A door'],
    });
    writeFileSync(file, 'A door');
    expect((await runCli(['processing', 'add', file], { routes })).code).toBe(1);
  });
  test('lists processors, and how to enter a gateway that stands in no entry', async () => {
    const unrecorded = [{ gateway_id: 'gtw_1', name: 'Our Twilio', kind: 'twilio' }];
    const { out } = await runCli(['processors'], {
      routes: { 'GET /v1/processors': () => ({ data: [], unrecorded }) },
    });
    expect(out).toContain('tidings processors add --gateway gtw_1');
  });
});

test('tidings training shows who lacks what, and is enforced without losing what was set', async () => {
  const setting = { is_enforced: false, pass_mark: 85, renew_months: 6, needs: { agent: ['tcpa'] } };
  const member = { id: 'mem_1', name: 'Ada', role: 'agent' };
  const routes = {
    'GET /v1/training': () => ({
      setting,
      members: [{ member, needs: ['tcpa'], missing: ['tcpa'], passed: [] }],
    }),
    'PUT /v1/training/setting': () => ({ ...setting, is_enforced: true }),
  };
  expect((await runCli(['training'], { routes })).out).toMatch(/Ada.*agent.*tcpa[\s\S]*not enforced/);
  const ran = await runCli(['training', 'enforce', 'on'], { routes });
  expect(ran.asked.at(-1)?.body).toEqual({ ...setting, is_enforced: true });
});
