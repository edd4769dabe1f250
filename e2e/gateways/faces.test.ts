import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCarrier, readLedger, startCarrier } from '@tidings/carrier';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CallbackRequest, CarrierReceipt, Inbound } from '../../server/src/gateways/callback.ts';
import {
  bird,
  birdChannels,
  clicksend,
  type Gateway,
  type GatewayAdapter,
  httpGateway,
  messagebird,
  rehearsalTwin,
  simpletexting,
  sinch,
  tatango,
  textmagic,
} from '../../server/src/gateways/index.ts';

/**
 * Each adapter against its provider as the rehearsal carrier plays it, with answers that go missing: what was taken is read from the
 * carrier's ledger, what it tells is verified by the adapter, and changed by a byte it is refused.
 */

const shop = '+12025550100';
const texts = 12;
const ids = {
  workspace_id: '2b1f4a52-3a4f-4f4b-9d7a-0f6a3c1d2e41',
  channel_id: '7c0e4a52-3a4f-4f4b-9d7a-0f6a3c1d2e42',
  organization_id: '9d0e4a52-3a4f-4f4b-9d7a-0f6a3c1d2e43',
};

/** A carrier of no name, as the guide describes one. */
const described = {
  send: {
    url: 'https://sms.example.org/v1/send',
    headers: { authorization: 'Bearer {{secret}}' },
    fields: {
      ...{ to: '{{to_digits}}', from: '{{from}}', text: '{{body}}', ref: '{{reference}}' },
      report: '{{receipts_url}}',
    },
  },
  taken: { id: 'messages.0.id', where: 'status', is: ['ok'] },
  refused: { code: 'error.code', words: 'error.message', codes: { opted_out: ['17'], rate: ['3'] } },
  receipts: {
    id: 'id',
    reference: 'ref',
    status: 'state',
    statuses: { DELIVRD: 'delivered', UNDELIV: 'undelivered' },
  },
  inbound: { id: 'id', from: 'from', to: 'to', body: 'text' },
};

type Account = { adapter: GatewayAdapter; settings: object; secrets: object };

const accounts: readonly Account[] = [
  { adapter: messagebird, settings: {}, secrets: { access_key: 'key', signing_key: 'signing' } },
  {
    adapter: birdChannels,
    settings: { ...ids, number: shop },
    secrets: { access_key: 'key', signing_key: 'signing' },
  },
  { adapter: bird, settings: {}, secrets: { api_key: 'bk_eu1_key', webhook_secret: 'whsec_c2VjcmV0' } },
  { adapter: clicksend, settings: { username: 'harbour' }, secrets: { api_key: 'key' } },
  { adapter: textmagic, settings: { username: 'harbour' }, secrets: { api_key: 'key' } },
  { adapter: simpletexting, settings: { number: shop }, secrets: { token: 'token' } },
  {
    adapter: tatango,
    settings: { email: 'harbour@example.org', short_code: '24273', calls_per_hour: 360_000 },
    secrets: { api_key: 'key' },
  },
  {
    adapter: sinch,
    settings: { service_plan_id: 'plan1', region: 'us' },
    secrets: { api_token: 'token', webhook_secret: 'signing' },
  },
  {
    adapter: { ...sinch, name: 'Sinch by project' },
    settings: { project_id: 'project1', key_id: 'key', region: 'us' },
    secrets: { key_secret: 'of-the-key', webhook_secret: 'signing' },
  },
  {
    adapter: httpGateway,
    settings: { description: JSON.stringify(described) },
    secrets: { secret: 'key' },
  },
];

type Heard = { request: CallbackRequest; receipts: CarrierReceipt[]; inbound: Inbound[] };

describe.each(accounts)('$adapter.name', ({ adapter, settings, secrets }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-face-'));
  const ledger = join(folder, 'ledger.ndjson');
  const heard: Heard[] = [];
  let carrier: RunningCarrier;
  let gateway: Gateway;
  let refused = 0;

  const server = createServer((request, response) => void take(request, response));
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const url = `http://${request.headers.host}${request.url}`;
    const { pathname, searchParams } = new URL(url);
    const called: CallbackRequest = {
      ...{
        method: request.method as 'GET' | 'POST',
        urls: [url],
        path: pathname.slice('/callbacks/one'.length),
      },
      ...{ query: searchParams, headers: request.headers, rawBody: Buffer.concat(pieces) },
    };
    const isGood = gateway.verify(called).ok;
    if (isGood) heard.push({ request: called, ...gateway.readCallback(called) });
    else refused += 1;
    response.writeHead(isGood ? 200 : 401).end('OK');
  }

  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const urls = { inbound_url: `${origin}/callbacks/one/inbound`, webhook_url: `${origin}/callbacks/one` };
    carrier = await startCarrier({
      ...{ key: 'key', callbackUrl: 'http://127.0.0.1:9/', callbackSecret: 'secret', seed: 7, ledger },
      profile: 'plain',
      providers: { [adapter.kind]: { ...settings, ...secrets, ...urls, numbers: [shop] } },
      settings: {
        faults: {
          accept_then_reset: 0.2,
          accept_then_500: 0.2,
          drop_before_accept: 0.1,
          receipt_duplicate: 0.2,
        },
        ...{ sent_receipts: false, listing_lag_ms: 0 },
      },
    });
    const entered = { ...settings, origin: carrier.providers[adapter.kind], callback_origin: origin };
    gateway = rehearsalTwin(adapter).open(entered, JSON.stringify(secrets), {
      ...{ publicOrigin: origin, callbackPath: '/callbacks/one', at: (one) => one },
    });
  });
  afterAll(async () => {
    await gateway?.close();
    await carrier?.stop();
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  });

  const submissions = Array.from({ length: texts }, (_, at) => ({
    ...{ reference: `x.${at}`, tag: 'c', from: shop, to: `+12125550${100 + at}`, body: `Hello ${at}` },
    ...{ purpose: 'marketing', validForMs: 3_600_000 },
  }));

  async function accepted(): Promise<string[]> {
    const numbers: string[] = [];
    for (const row of await readLedger(ledger)) if (row.kind === 'accepted') numbers.push(row.to);
    return numbers;
  }

  test('is connected, sends each text once, and finds what was lost', async () => {
    if (gateway.testConnection) expect(await gateway.testConnection()).toMatchObject({ isGood: true });
    // Of Tatango a list would have to be named.
    if (adapter !== tatango && gateway.pointCallbacks)
      expect(await gateway.pointCallbacks()).toMatchObject({ kind: 'answered' });
    const limits = { mayStillLeave: () => true, answerWithinMs: 20_000 };
    const outcomes = await Promise.all(gateway.submit(submissions, limits));
    const taken = await accepted();
    expect(new Set(taken).size).toBe(taken.length);
    const lost = submissions.filter((_, at) => outcomes[at]?.kind === 'unknown');
    // Without a reference of ours the luck of a text is another each time.
    if (adapter.capabilities.echoesReference !== 'none') expect(lost.length).toBeGreaterThan(0);
    for (const [at, { to }] of submissions.entries()) {
      const kind = outcomes[at]?.kind;
      if (kind !== 'unknown') expect([to, kind === 'accepted']).toEqual([to, taken.includes(to)]);
    }
    if (gateway.capability < 'D') {
      for (const text of lost) {
        const asked = { ...text, leftAt: new Date(), whichAreOthers: async () => new Set<string>() };
        const { kind } = await gateway.reconcile(asked);
        // Of a number that it lists nothing of, TextMagic's search leaves open whether it looked.
        const otherwise = adapter.kind === 'textmagic' ? 'cannot_say' : 'absent';
        expect([text.to, kind]).toEqual([text.to, taken.includes(text.to) ? 'found' : otherwise]);
      }
    }
    if (adapter.capabilities.receipts === 'none') return;
    const delivered = () => {
      const receipts = heard.flatMap((one) => one.receipts);
      return new Set(
        receipts.filter(({ status }) => status === 'delivered').map(({ providerId }) => providerId),
      );
    };
    await vi.waitUntil(() => delivered().size >= taken.length, { timeout: 30_000 });
    for (const outcome of outcomes)
      if (outcome.kind === 'accepted') expect(delivered()).toContain(outcome.providerId);
    expect(refused).toBe(0);
  });

  test('brings what people write, and a byte more is refused', async () => {
    const [from = ''] = await accepted();
    const to = adapter === tatango ? '24273' : shop;
    const answer = await fetch(`${carrier.url}/v1/handsets/${encodeURIComponent(from)}/replies`, {
      method: 'POST',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      body: JSON.stringify({ to, body: 'Yes please' }),
    });
    expect(answer.ok).toBe(true);
    const find = () => heard.find(({ inbound }) => inbound.length > 0);
    await vi.waitUntil(find, { timeout: 30_000 });
    const reply = find();
    expect(reply?.inbound[0]).toMatchObject({ from, to, body: 'Yes please' });
    const isSigned = adapter.capabilities.authenticity === 'signature' || adapter === sinch;
    if (!reply || !isSigned) return;
    const rawBody = Buffer.concat([reply.request.rawBody, Buffer.from(' ')]);
    expect(gateway.verify({ ...reply.request, rawBody }).ok).toBe(false);
  });
});
