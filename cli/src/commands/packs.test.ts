import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, refusal, runCli } from '../../test/run-cli.ts';

const row = { id: 'hours.us.fl', jurisdiction: 'US-FL', name: 'Florida' };
const pack = {
  ...{ object: 'policy_pack', id: 'pck_3', version: 'counsel 2027-01', note: 'On advice', state: 'waiting' },
  ...{
    content_sha256: 'a'.repeat(64),
    rows: [row],
    active_from: null,
    imported_by: 'Ada',
    approved_by: null,
  },
  changes: [
    {
      ...{ change: 'changed', effect: 'stricter', id: 'hours.us.fl', jurisdiction: 'US-FL', name: 'Florida' },
      ...{ valid_from: null, sentence: 'Florida: Monday to Friday 08:00–20:00 → 10:00–18:00.' },
    },
  ],
};
const list = { 'GET /v1/policy/packs': () => ({ object: 'list', data: [pack] }) };

async function importing(text: string, answer: () => unknown, ...more: string[]) {
  const path = join(makeFolder(), 'rows.json');
  writeFileSync(path, text);
  return runCli(['policy', 'pack', 'import', path, ...more], { routes: { 'POST /v1/policy/packs': answer } });
}

describe('tidings policy pack', () => {
  test('export prints a file that can be edited', async () => {
    const routes = { 'GET /v1/policy/rows': () => ({ object: 'policy_rows', versions: [], rows: [row] }) };
    const ran = await runCli(['policy', 'pack', 'export'], { routes });
    expect(JSON.parse(ran.out)).toMatchObject({ rows: [row], version: expect.any(String) });
  });

  test('import shows what a pack changes, and who has to do what next', async () => {
    const ran = await importing(JSON.stringify({ version: 'counsel 2027-01', rows: [row] }), () => pack);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('08:00–20:00 → 10:00–18:00');
    expect(ran.out).toContain('tidings policy pack approve pck_3 --from DAY');
    expect(ran.asked[0]?.body).toEqual({ version: 'counsel 2027-01', rows: [row], is_dry_run: false });
  });

  test('import says that a dry run kept nothing, and passes on a refusal', async () => {
    const text = JSON.stringify({ version: 'counsel 2027-01', rows: [row] });
    const trial = await importing(text, () => ({ ...pack, id: null, state: 'not_kept' }), '--dry-run');
    expect(trial.out).toContain('Nothing was kept.');
    const detail = 'hours.us.fl: 07:00–22:00 is looser than the law.';
    const refused = await importing(text, () => refusal(422, 'policy_pack.looser', detail));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(detail);
  });

  test.each(['{', '[]', '{"rows": []}'])('import refuses a file that is no pack: %s', async (text) => {
    const ran = await importing(text, () => pack);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('tidings policy pack export');
    expect(ran.asked).toEqual([]);
  });

  test('approve binds to the rows that stand there, and revoke gives a reason', async () => {
    const routes = {
      ...list,
      'POST /v1/policy/packs/pck_3/approve': () => ({ ...pack, active_from: '2027-01-01' }),
      'POST /v1/policy/packs/pck_3/revoke': () => ({ ...pack, state: 'revoked' }),
    };
    const approved = await runCli(['policy', 'pack', 'approve', 'pck_3', '--from', '2027-01-01'], { routes });
    expect(approved.asked.at(-1)?.body).toEqual({
      content_sha256: pack.content_sha256,
      active_from: '2027-01-01',
    });
    expect(approved.out).toContain('holds from 2027-01-01 on');
    const revoked = await runCli(['policy', 'pack', 'revoke', 'pck_3', '--reason', 'Read wrongly'], {
      routes,
    });
    expect(revoked.asked[0]?.body).toEqual({ reason: 'Read wrongly' });
    expect((await runCli(['policy', 'pack', 'show', 'pck_9'], { routes })).code).toBe(4);
    expect((await runCli(['policy', 'pack'], { routes })).out).toContain('counsel 2027-01');
  });
});

describe('tidings policy changes', () => {
  const changes = {
    ...{ object: 'policy_changes', from: '2026-12-01', on: '2027-01-01', opt_out_scope: null, is_cut: false },
    rules: [
      {
        ...{ what: 'begins', on: '2027-01-01', rule: 'pack.hours.us.fl', jurisdiction: 'US-FL' },
        ...{ name: 'Florida', source: 'Fla. Stat. 501.059' },
      },
    ],
    campaigns: [
      {
        ...{ id: 'cmp_1', name: 'Spring', status: 'checked', people: 100, people_touched: 30 },
        lines: [
          {
            ...{ jurisdictions: ['US-FL'], zones: ['America/New_York'], people: 30, effect: 'stricter' },
            ...{ before: [['08:00', '20:00']], after: [] },
          },
        ],
      },
    ],
  };

  test('tells the rules by day and the people by place', async () => {
    const ran = await runCli(['policy', 'changes', '--on', '2027-01-01'], {
      routes: { 'GET /v1/policy/changes': () => changes },
    });
    expect(ran.code).toBe(0);
    expect(ran.asked[0]?.query.get('on')).toBe('2027-01-01');
    expect(ran.out).toMatch(/2027-01-01\s+begins\s+US-FL\s+pack\.hours\.us\.fl/);
    expect(ran.out).toContain('“Spring” (checked): 30 people of 100');
    expect(ran.out).toMatch(/30\s+stricter\s+08:00–20:00\s+none\s+US-FL/);
  });

  test('says so where nothing changes', async () => {
    const nothing = {
      ...changes,
      rules: [],
      campaigns: [],
      opt_out_scope: { before: 'program', after: 'brand_all' },
    };
    const ran = await runCli(['policy', 'changes', '--on', '2027-02-01'], {
      routes: { 'GET /v1/policy/changes': () => nothing },
    });
    expect(ran.out).toContain('No rule begins or ends between 2026-12-01 and 2027-01-01.');
    expect(ran.out).toContain('A STOP by reply reaches everything of the brand');
  });
});
