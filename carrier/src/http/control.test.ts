import { expect, test } from 'vitest';
import { phone } from '../../test/fixtures.ts';
import { rehearse } from '../../test/rehearsal.ts';
import { readLedger } from '../ledger.ts';
import { profiles } from '../profiles.ts';

test('control shows the settings, changes what is named, and can start from a whole profile', async () => {
  await using rehearsal = await rehearse();
  const put = (body: unknown) => rehearsal.call('PUT', '/v1/control/faults', body);
  const { body: before } = await rehearsal.call('GET', '/v1/control/faults');
  const { body: after } = await put({ faults: { throttle: 0.25 } });
  expect(after).toEqual({ ...before, faults: { ...(before.faults as object), throttle: 0.25 } });
  expect((await put({ profile: 'harsh', late_ms: 1 })).body).toEqual({ ...profiles.harsh, late_ms: 1 });
});

test.each([
  [{ faults: { trottle: 0.25 } }, 'trottle'],
  [{ profile: 'sunny' }, 'no such profile'],
  ['[]', 'JSON object'],
])('control refuses %j with a sentence and changes nothing', async (change, sentence) => {
  await using rehearsal = await rehearse();
  const before = rehearsal.running.carrier.settings;
  const seen = await rehearsal.call('PUT', '/v1/control/faults', change);
  expect([seen.status, seen.body.code]).toEqual([400, 'bad_settings']);
  expect(seen.body.message).toContain(sentence);
  expect(rehearsal.running.carrier.settings).toEqual(before);
});

test('the ledger is read in pages, whole or by tag', async () => {
  await using rehearsal = await rehearse();
  for (let i = 0; i < 6; i++)
    await rehearsal.send({ reference: `ref-${i}`, to: phone(i), tag: `tag-${i % 2}` });
  await rehearsal.receiver.until((events) => events.length >= 12);
  const all = await rehearsal.call('GET', '/v1/ledger');
  const lines = String(all.body.text).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(await readLedger(rehearsal.ledger));
  expect(all.headers['content-type']).toContain('application/x-ndjson');
  const end = all.headers['x-next-cursor'];
  const last = await rehearsal.call('GET', `/v1/ledger?cursor=${end}`);
  expect([last.body.text, last.headers['x-next-cursor']]).toEqual(['', end]);
  const byTag = await rehearsal.call('GET', '/v1/ledger?tag=tag-1');
  const references = String(byTag.body.text)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).reference);
  expect(new Set(references.filter(Boolean))).toEqual(new Set(['ref-1', 'ref-3', 'ref-5']));
});

test('the summary can be asked for one tag', async () => {
  await using rehearsal = await rehearse();
  await rehearsal.send({ reference: 'a', to: phone(1), tag: 'june' });
  await rehearsal.send({ reference: 'b', to: phone(2), tag: 'july' });
  const summary = async (query: string) => (await rehearsal.call('GET', `/v1/ledger/summary${query}`)).body;
  expect(await summary('')).toMatchObject({ accepted: 2, duplicates_by_recipient: 0 });
  expect(await summary('?tag=june')).toMatchObject({ accepted: 1, distinct_recipients: 1 });
});

test('the carrier says what it has cost the machine so far', async () => {
  await using rehearsal = await rehearse();
  const usage = async () => (await rehearsal.call('GET', '/v1/control/usage')).body as Record<string, number>;
  const before = await usage();
  expect(before).toEqual({
    cpu_us: expect.any(Number),
    rss_bytes: expect.any(Number),
    heap_bytes: expect.any(Number),
  });
  expect((await usage()).cpu_us).toBeGreaterThan(before.cpu_us ?? Number.POSITIVE_INFINITY);
});

test('every answer says that this is a rehearsal, mistakes included', async () => {
  await using rehearsal = await rehearse();
  for (const path of ['/v1/control/faults', '/v1/handsets', '/v1/ledger', '/nowhere', '/v1/messages']) {
    expect((await rehearsal.call('GET', path)).headers['x-rehearsal']).toBe('true');
  }
});
