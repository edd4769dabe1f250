import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, page, runCli } from '../../test/run-cli.ts';

const ndjson = (...lines: readonly object[]) =>
  new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), {
    headers: { 'content-type': 'application/x-ndjson' },
  });
const head = (size: number) => ({ type: 'audit', version: 1, workspace: 'wsp_1', size, key_ids: [] });
const checkpoint = {
  object: 'audit_checkpoint',
  workspace: 'wsp_1',
  size: 3,
  root: '0'.repeat(64),
  signed_at: '2026-11-24T17:00:00.000Z',
  key_id: '0'.repeat(16),
  public_key: 'AAAA',
  signature: 'AAAA',
};

describe('tidings audit', () => {
  const entry = {
    at: '2026-11-24T17:00:00.000001Z',
    actor: 'system:test',
    act: 'campaign.launched',
    target: 'cmp_1',
    sequence: 4,
  };

  test('lists who did what', async () => {
    const { code, out } = await runCli(['audit', 'list'], {
      routes: { 'GET /v1/audit': () => page([entry]) },
    });
    expect(code).toBe(0);
    expect(out).toContain('2026-11-24 17:00:00');
    expect(out).toContain('campaign.launched');
  });

  test('prints the newest checkpoint as a line that can be kept', async () => {
    const routes = { 'GET /v1/audit/checkpoints': () => page([checkpoint]) };
    const { out } = await runCli(['audit', 'checkpoint'], { routes });
    expect(JSON.parse(out)).toEqual(checkpoint);
  });

  test('verifies what it downloads, here', async () => {
    const whole = { 'GET /v1/audit/export': () => ndjson(head(0), { type: 'end', entries: 0 }) };
    expect((await runCli(['audit', 'verify'], { routes: whole })).code).toBe(0);
    const cut = { 'GET /v1/audit/export': () => ndjson(head(2)) };
    const { code, out } = await runCli(['audit', 'verify'], { routes: cut });
    expect(code).toBe(1);
    expect(out).toContain('THE AUDIT IS NOT AS IT WAS WRITTEN');
    expect(out).toContain('export.cut');
  });

  test('holds it against what was kept elsewhere, and takes no empty file for that', async () => {
    const folder = makeFolder();
    const routes = { 'GET /v1/audit/export': () => ndjson(head(0), { type: 'end', entries: 0 }) };
    const kept = join(folder, 'kept.ndjson');
    writeFileSync(kept, `${JSON.stringify(checkpoint)}\n`);
    const ran = await runCli(['audit', 'verify', '--checkpoints', kept, '--json'], { routes });
    expect([ran.code, ran.json()]).toMatchObject([1, { is_intact: false, outside: 1 }]);
    writeFileSync(kept, '\n');
    const empty = await runCli(['audit', 'verify', '--checkpoints', kept], { routes });
    expect([empty.code, empty.err]).toEqual([1, expect.stringContaining('There is no checkpoint in')]);
  });
});

test.each([
  [true, 0, 'is intact: 7 events'],
  [false, 1, 'cev_8 is missing or was changed'],
])('tidings consent verify says whether the ledger stands: %s', async (is_intact, exit, words) => {
  const verdict = {
    is_intact,
    events: 7,
    broken_at: is_intact ? null : 'cev_8',
    last_hash: 'ab',
    anchors: 2,
  };
  const routes = { 'GET /v1/consent-ledger/verification': () => verdict };
  const { code, out } = await runCli(['consent', 'verify'], { routes });
  expect([code, out]).toEqual([exit, expect.stringContaining(words)]);
});

describe('tidings proof', () => {
  const address = `GET /v1/proof-packs/${encodeURIComponent('+12025550142')}`;
  const pack = {
    number: '+12025550142',
    checks: [{ check: 'a', holds: false, sentence: 'Something is amiss.' }],
  };

  test('prints the pack, and says beside it what does not hold', async () => {
    const { code, out, err } = await runCli(['proof', '+12025550142'], { routes: { [address]: () => pack } });
    expect([code, JSON.parse(out)]).toEqual([0, pack]);
    expect(err).toContain('Something is amiss.');
  });

  test('saves the PDF, and writes over no file', async () => {
    const file = join(makeFolder(), 'proof.pdf');
    const routes = {
      [address]: () => new Response('%PDF-1.3', { headers: { 'content-type': 'application/pdf' } }),
    };
    const argv = ['proof', '+12025550142', '--pdf', file];
    expect((await runCli(argv, { routes })).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('%PDF-1.3');
    const again = await runCli(argv, { routes });
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('exists already')]);
  });
});

describe('tidings self-check', () => {
  const report = (holds: boolean) => ({
    month: '2026-10',
    holds,
    texts_sent: 900,
    sample: { size: 200 },
    checks: [
      {
        check: 'sample.hours',
        holds,
        sentence: '200 sampled texts were asked for an hour that the law allows.',
      },
    ],
  });
  const answering = (holds: boolean) => ({
    'POST /v1/self-checks': () => ({ report: report(holds), signature: {} }),
  });

  test.each([
    [true, 0, 'holds '],
    [false, 1, 'FAILED'],
  ])('says what holds, and ends so that a script can tell (%s)', async (holds, exit, word) => {
    const { code, out } = await runCli(['self-check', '2026-10'], { routes: answering(holds) });
    expect([code, out]).toEqual([exit, expect.stringContaining(`${word}  200 sampled texts`)]);
  });

  test('refuses a sample that is no number', async () => {
    const { code, err } = await runCli(['self-check', '--sample', 'many'], { routes: answering(true) });
    expect([code, err]).toEqual([1, expect.stringContaining('“many” is no number of texts')]);
  });
});
