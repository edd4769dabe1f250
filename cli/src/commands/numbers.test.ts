import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-numbers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const check = {
  ...{
    object: 'number_check',
    number: '+12125550101',
    line_type: null,
    unreachable_reason: 'invalid_number',
  },
  ...{ unreachable_until: '2027-02-22T12:00:00Z', disconnected_at: null, verified_at: null, failures: 2 },
  ...{ failed_at: '2026-11-24T12:00:00Z', source: 'carrier receipt', checked_at: '2026-11-24T12:00:00Z' },
};
const path = 'GET /v1/number-checks/%2B12125550101';
const taking = { 'POST /v1/number-checks': () => ({ object: 'number_checks', taken: 1 }) };

describe('tidings numbers', () => {
  test('check prints what is known, and notes what is said', async () => {
    const shown = await runCli(['numbers', 'check', '+12125550101'], { routes: { [path]: () => check } });
    for (const words of ['invalid_number', '2027-02-22', 'carrier receipt', '2'])
      expect(shown.out).toContain(words);
    const said = await runCli(['numbers', 'check', '+12125550101', '--line', 'mobile'], { routes: taking });
    expect(said.asked[0]?.body).toEqual({
      ...{ source: 'by hand', numbers: [{ number: '+12125550101', line_type: 'mobile' }] },
    });
  });

  test('import takes a line or invalid after each number, and refuses other words', async () => {
    const file = join(folder, 'lines.csv');
    writeFileSync(file, 'number,line\n+12125550101,landline\n+12125550102;invalid\n');
    const ran = await runCli(['numbers', 'import', file], { routes: taking });
    expect(ran.asked[0]?.body).toMatchObject({
      numbers: [
        { number: '+12125550101', line_type: 'landline' },
        { number: '+12125550102', is_invalid: true },
      ],
    });
    writeFileSync(file, '+12125550101,fax\n');
    const refused = await runCli(['numbers', 'import', file], { routes: taking });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('says “fax”');
  });

  test('list and forget', async () => {
    const page = { data: [check], has_more: false, next_cursor: null };
    const listed = await runCli(['numbers', 'list', '--unreachable'], {
      routes: { 'GET /v1/number-checks': () => page },
    });
    expect(listed.out).toContain('+12125550101');
    const forgotten = await runCli(['numbers', 'forget', '+12125550101'], {
      routes: { [path.replace('GET', 'DELETE')]: () => ({ object: 'number_check', deleted: true }) },
    });
    expect(forgotten.code).toBe(0);
  });
});

describe('tidings words and tidings emergency', () => {
  const ruling = {
    ...{ object: 'word_ruling', id: 'wrl_3', kind: 'emergency', state: 'waiting', program_id: 'prg_1' },
    ...{ body: 'Move to high ground', body_sha256: 'ab'.repeat(32), note: 'River', made_by: 'Ada' },
    ...{ made_at: '2026-11-24T12:00:00Z', released_by: null, released_at: null, expires_at: null },
    ...{ ended_by: null, ended_at: null, ended_reason: null },
  };

  test('ask, release and list', async () => {
    const id = `prg_${'0'.repeat(32)}`;
    const asked = await runCli(
      ['emergency', 'ask', '--program', id, '--body', 'Move to high ground', '--note', 'River'],
      { routes: { 'POST /v1/emergency-releases': () => ruling } },
    );
    expect(asked.asked[0]?.body).toEqual({ program_id: id, body: 'Move to high ground', note: 'River' });
    expect(asked.out).toContain('tidings emergency release wrl_3 --sha256 abab');
    const released = await runCli(['emergency', 'release', 'wrl_3', '--sha256', ruling.body_sha256], {
      routes: {
        'POST /v1/emergency-releases/wrl_3/release': () => ({
          ...ruling,
          expires_at: '2026-11-25T12:00:00Z',
        }),
      },
    });
    expect(released.out).toContain('Released until 2026-11-25 12:00 UTC');
    const listed = await runCli(['words'], {
      routes: { 'GET /v1/word-rulings': () => ({ object: 'list', data: [ruling] }) },
    });
    expect(listed.out).toContain('waiting');
  });

  test('clear wants the words once', async () => {
    const ran = await runCli(['words', 'clear', '--note', 'Why'], { routes: {} });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--body or in --body-file');
  });
});
