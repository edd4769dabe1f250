import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoints } from '@tidings/sdk/audit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tidingsCommand } from './stage/command-line.ts';
import { askOn } from './stage/handsets.ts';
import { americanNumber } from './stage/people.ts';
import { makeDataDir, type Owner, type Running, removeDataDir, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts } from './stage/witness.ts';

let folder: string;
let checkpoints: string;
let service: Running;
let owner: Owner;
let programId: string;
beforeAll(async () => {
  folder = makeDataDir();
  checkpoints = join(folder, 'kept-elsewhere.ndjson');
  service = await startTidings({ dataDir: folder, env: { TIDINGS_AUDIT_CHECKPOINT_FILE: checkpoints } });
  owner = await service.setUp();
  const { data } = await owner.tidings.call('get', '/v1/programs');
  programId = data[0]?.id ?? '';
  const isThere = () =>
    owner.tidings.call('get', '/v1/rehearsal/handsets').then(
      () => true,
      () => false,
    );
  await until('the carrier is there', isThere);
});
afterAll(async () => {
  await service.stop();
  await removeDataDir(folder);
});

const tidings = (...argv: string[]) =>
  tidingsCommand(argv, { TIDINGS_URL: service.url, TIDINGS_KEY: owner.key });

test('somebody agrees, gets a text, leaves, and the proof pack tells exactly what the carrier saw', async () => {
  const to = americanNumber(0);
  const words =
    'I agree to recurring automated offers by text. Consent is no condition of purchase, and not required. Reply STOP to leave.';
  const sent = await owner.tidings.messages.send({
    to,
    program_id: programId,
    body: 'Corner Bakery: fresh rye at four today. Reply STOP to leave.',
    consent: { method: 'web_form', occurred_at: '2026-11-24T16:00:00Z', words_shown: words },
  });
  await until(
    'it is delivered',
    async () => (await owner.tidings.messages.get(sent.id)).status === 'delivered',
  );
  const farewell = await askOn(owner.tidings, to, 'STOP');
  // The answer is on the phone before its receipt is on our record.
  const ask = () => owner.tidings.call('get', '/v1/proof-packs/{number}', { path: { number: to } });
  const pack = await until('both texts are settled', async () => {
    const found = await ask();
    const settled = [...found.texts, ...found.opt_outs.flatMap(({ confirmation }) => confirmation ?? [])];
    return settled.length === 3 && settled.every(({ status }) => status === 'delivered') ? found : null;
  });

  const ledger = (await acceptedTexts(service.ledger())).filter((one) => one.to === to);
  expect(pack.texts.map(({ body }) => body)).toEqual(ledger.map(({ body }) => body));
  expect(pack.texts.map(({ body }) => body)).toEqual([expect.stringContaining('fresh rye'), farewell]);
  expect(pack.consent_events).toMatchObject([
    { type: 'opt_in', words_shown: words, method: 'web_form' },
    { type: 'opt_out', evidence: { raw_text: 'STOP' } },
  ]);
  expect(pack.texts[0]?.consent_event).toBe(pack.consent_events[0]?.id);
  expect(pack.opt_outs).toMatchObject([{ words: 'STOP', confirmation: { status: 'delivered' } }]);
  expect(pack.checks.filter(({ holds }) => !holds)).toEqual([]);
  expect(pack.ledger.is_intact).toBe(true);
});

test('the command writes the same as a PDF', async () => {
  const file = join(folder, 'proof.pdf');
  const said = await tidings('proof', americanNumber(0), '--pdf', file);
  expect([said.code, said.err]).toEqual([0, '']);
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
});

test('checkpoints go out by themselves, and the audit fits what was kept', async () => {
  const kept = await until('a checkpoint lies outside', async () => {
    try {
      return readCheckpoints(readFileSync(checkpoints, 'utf8')).at(-1) ?? null;
    } catch {
      return null;
    }
  });
  expect(kept.size).toBeGreaterThan(0);
  const said = await tidings('audit', 'verify', '--checkpoints', checkpoints, '--json');
  expect(said).toMatchObject({ code: 0 });
  expect(JSON.parse(said.out)).toMatchObject({ is_intact: true, findings: [] });
  expect((await tidings('consent', 'verify')).code).toBe(0);
  expect((await tidings('audit', 'list', '--act', 'messages.')).out).toContain('messages.queued');
});
