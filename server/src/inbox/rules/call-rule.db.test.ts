import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { inboxStage } from '../../../test/inbox.ts';
import { openOutside } from '../../platform/outside/outside.ts';

// A key that everybody can read, for a certificate of localhost that nobody else trusts.
const pem = (name: string) =>
  readFileSync(resolve(import.meta.dirname, `../../../../smpp/test/tls/for-tests-only.${name}.pem`), 'utf8');

type Received = { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string };

/** Somebody else's system, by https with a certificate that it has signed itself. */
async function openSink() {
  const received: Received[] = [];
  const server = createServer({ cert: pem('cert'), key: pem('key') }, (request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  return {
    received,
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

const publicOrigin = 'https://hooks.example.com';
let database: TestDatabase;
let sink: Awaited<ReturnType<typeof openSink>>;
const usual = getCACertificates('default');
beforeAll(async () => {
  database = await cloneDatabase();
  sink = await openSink();
});
afterAll(async () => {
  setDefaultCACertificates(usual);
  await sink.close();
  await database.drop();
});

/** A shop whose calls to the public address of the sink come to this machine, as behind a router of theirs. */
async function shop() {
  const outside = openOutside({ trusted: new Set([sink.origin]) });
  const on = await inboxStage(database, 1, (wanted) =>
    outside({ ...wanted, url: wanted.url.replace(publicOrigin, sink.origin) }),
  );
  const owner = await on.colleague({ role: 'owner' });
  const saveRule = (webhook: string) =>
    owner.ask({
      method: 'POST',
      url: '/v1/inbox-rules',
      payload: { name: 'Refunds', wants: { words: ['refund'] }, does: { webhook } },
    });
  const calls = async (id: string) =>
    (await owner.ask({ url: `/v1/inbox-rules/${id}/calls` })).json().data as object[];
  return { ...on, saveRule, calls };
}

test('a rule’s call is received by https, signed with the key that was shown once', async () => {
  const on = await shop();
  const { id, secret } = (await on.saveRule(`${publicOrigin}/tidings`)).json();
  // Whoever nobody trusts is told nothing, and is tried again.
  await on.write('I want a refund');
  expect(sink.received).toEqual([]);
  expect(await on.calls(id)).toMatchObject([{ state: 'waiting', tries: 1, last_problem: 'unreachable' }]);
  setDefaultCACertificates([...usual, pem('cert')]);
  await on.write('A refund, please');
  expect(sink.received).toHaveLength(1);
  const [{ headers, body }] = sink.received as [Received];
  expect(JSON.parse(body)).toMatchObject({
    type: 'inbox.rule_matched',
    data: { rule_id: id, from: on.person().number, body: 'A refund, please' },
  });
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(String(secret).replace('whsec_', ''), 'base64');
  expect(headers['webhook-signature']).toBe(
    `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  );
  expect(await on.calls(id)).toMatchObject([
    { state: 'delivered', last_problem: null },
    { state: 'waiting' },
  ]);
});

test('an address that no call would ever reach is refused when the rule is saved, by what a call would say', async () => {
  const on = await shop();
  const outside = openOutside();
  for (const webhook of [
    'https://127.0.0.1/hook',
    'https://localhost/hook',
    'https://10.0.0.8',
    'http://a.example',
  ]) {
    const saved = await on.saveRule(webhook);
    const called = await outside({ method: 'POST', url: webhook, mostBytes: 1, withinMs: 1_000 });
    expect([saved.statusCode, saved.json().code]).toEqual([
      422,
      `inbox_rule.${called.kind === 'failed' ? called.code : called.kind}`,
    ]);
    expect(saved.json().errors).toMatchObject([{ pointer: '/does/webhook' }]);
  }
  expect((await on.saveRule('https://127.0.0.1/hook')).json().detail).toBe(
    'This address is of this machine or its network. Calls go to public addresses alone, so none would ever arrive.',
  );
});
