import { request as callOut, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { adapters } from '../server/src/app/gateways.ts';
import type { Gateway, GatewayAdapter, LostText, Submission } from '../server/src/gateways/index.ts';
import { foldersOf, readCases } from '../server/test/gateway-cases/case-files.ts';

/**
 * Holds a gateway against a mock server of its carrier's own OpenAPI file, such as Prism: everything that the gateway can ask is asked
 * once, and what the mock server thinks of each request is printed.
 *
 *   prism mock -p 4010 carrier.json
 *   node tools/against-openapi.ts telnyx --at http://127.0.0.1:4010 --without /v2
 *
 * `--without` is what the file has under `servers` and not in its paths: mock servers leave it out. `--host rest.carrier.example` asks
 * only what goes to that host, where a carrier has a file for each. Ends with 1 where a request was refused.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    at: { type: 'string', default: 'http://127.0.0.1:4010' },
    without: { type: 'string', multiple: true, default: [] },
    host: { type: 'string' },
    show: { type: 'boolean', default: false },
  },
});
const [kind = ''] = positionals;
const adapter = adapters.find((one) => one.kind === kind);
if (!adapter)
  throw new Error(`There is no gateway “${kind}”: ${adapters.map((one) => one.kind).join(', ')}.`);

type Seen = { readonly what: string; readonly status: number; readonly found: string };
const seen: Seen[] = [];
let doing = '';

/** Hands a request on, and notes what the mock server says of it. */
function relay(host: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const pieces: Buffer[] = [];
  incoming.on('data', (piece: Buffer) => pieces.push(piece));
  incoming.on('end', () => {
    const body = Buffer.concat(pieces);
    const url = incoming.url ?? '/';
    const said = `${doing}: ${incoming.method} ${host}${url}`;
    if (values.show) console.log(`> ${said}\n  ${body.toString('utf8')}`);
    const headers = { ...incoming.headers, host: new URL(values.at).host };
    const call = callOut(`${values.at}${url}`, { method: incoming.method ?? 'GET', headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const status = answer.statusCode ?? 0;
        const violations = String(answer.headers['sl-violations'] ?? '');
        // What it says of its own answers is no matter of ours.
        const isBad = status >= 400 || /"location":\["request/.test(violations);
        seen.push({ what: said, status, found: isBad ? (violations || text).slice(0, 600) : '' });
        outgoing.writeHead(status, { 'content-type': answer.headers['content-type'] ?? 'application/json' });
        outgoing.end(text);
      });
    });
    call.on('error', (error) => outgoing.writeHead(502).end(error.message));
    call.end(body);
  });
}

// No carrier has more hosts than this.
const hostsAtMost = 8;

/** One address on this machine for each host of the carrier's. */
async function openRelays() {
  const hosts: string[] = [];
  const servers = Array.from({ length: hostsAtMost }, (_, nth) =>
    createServer((incoming, outgoing) => relay(hosts[nth] ?? '', incoming, outgoing)),
  );
  await Promise.all(servers.map((one) => new Promise<void>((ready) => one.listen(0, '127.0.0.1', ready))));
  return {
    at(origin: string): string {
      const { host } = new URL(origin);
      if (!hosts.includes(host)) hosts.push(host);
      const server = servers[hosts.indexOf(host)];
      if (!server)
        throw new Error(`No carrier has more than ${hostsAtMost} hosts, and this is one more: ${host}.`);
      const { port } = server.address() as AddressInfo;
      const leftOut = values.without.length > 0 ? `#${values.without.join(',')}` : '';
      return `http://127.0.0.1:${port}${leftOut}`;
    },
    close: () => servers.forEach((one) => void one.close()),
  };
}

const usual: Submission = {
  ...{ reference: 'x7k2.1a2b3c', tag: 'cmp_1', purpose: 'marketing', validForMs: null },
  ...{ from: '+12025550100', to: '+13035550146', body: 'Hello' },
};
const picture = 'https://sms.example.org/media/a.jpg';
const texts: readonly [what: string, text: Partial<Submission>][] = [
  ['a text', {}],
  ['other alphabets', { body: 'Привет, 50 % + é 😀' }],
  ['a long text', { body: 'All of it, and more. '.repeat(20) }],
  ['a short validity', { validForMs: 45_000 }],
  ['a long validity', { validForMs: 6 * 3_600_000 }],
  ['from a short code', { from: '24273' }],
  ['from a name', { from: 'Harbour' }],
  ['a picture', { media: [picture], subject: 'Bread', validForMs: 3_600_000 }],
  ['a picture without words', { media: [picture], body: '' }],
  ['two pictures', { media: [picture, 'https://sms.example.org/media/b.png'] }],
];
const lost: LostText = {
  ...{ reference: usual.reference, from: usual.from, to: usual.to, body: usual.body },
  leftAt: new Date(Date.now() - 3_600_000),
  whichAreOthers: async () => new Set(),
};

function openFor({ kind: name, open }: GatewayAdapter, at: (origin: string) => string): Gateway {
  const gateways = resolve(import.meta.dirname, '../server/src/gateways');
  const { account } = readCases(foldersOf(gateways, { kind: name }));
  if (!account) throw new Error(`The gateway “${name}” has no case files.`);
  const settings = JSON.parse(JSON.stringify(account.settings).replaceAll('{origin}', values.at));
  const { publicOrigin, callbackPath } = account;
  return open(settings, JSON.stringify(account.secrets), { publicOrigin, callbackPath, at });
}

const relays = await openRelays();
const gateway = openFor(adapter, relays.at);
const told = (answer: unknown) => JSON.stringify(answer).slice(0, 300);

const asks: readonly [string, (() => Promise<unknown>) | undefined][] = [
  ...texts.map(([what, text]): [string, () => Promise<unknown>] => [
    what,
    async () =>
      gateway.submit([{ ...usual, ...text }], { mayStillLeave: () => true, answerWithinMs: 5_000 })[0],
  ]),
  ['connection', gateway.testConnection && (() => gateway.testConnection?.() ?? Promise.resolve(null))],
  ['balance', gateway.balance && (() => gateway.balance?.() ?? Promise.resolve(null))],
  ['numbers', gateway.listNumbers && (() => gateway.listNumbers?.() ?? Promise.resolve(null))],
  ['look-up', gateway.lookUpNumber && (() => gateway.lookUpNumber?.(usual.to) ?? Promise.resolve(null))],
  [
    'what became',
    gateway.readText && (() => gateway.readText?.(providerIdOf(kind)) ?? Promise.resolve(null)),
  ],
  ['a lost text', () => gateway.reconcile(lost)],
  ['polling', gateway.poll && (() => gateway.poll?.(null) ?? Promise.resolve(null))],
  ['callbacks', gateway.pointCallbacks && (() => gateway.pointCallbacks?.() ?? Promise.resolve(null))],
];

/** An id as the carrier writes them, because some files say how they look. */
function providerIdOf(name: string): string {
  if (name === 'twilio') return `SM${'0'.repeat(31)}1`;
  return '40385f64-5717-4562-b3fc-2c963f66afa6';
}

for (const [what, ask] of asks) {
  if (!ask) continue;
  doing = what;
  const answer = await ask().catch((error: unknown) => String(error));
  if (values.show) console.log(`< ${what}: ${told(answer)}`);
}
await gateway.close();
relays.close();

const counted = seen.filter(({ what }) => values.host === undefined || what.includes(` ${values.host}/`));
const bad = counted.filter(({ found }) => found !== '');
for (const { what, status, found } of counted)
  console.log(found === '' ? `ok  ${what} → ${status}` : `BAD ${what} → ${status}\n    ${found}`);
console.log(`${counted.length} requests, ${bad.length} refused.`);
process.exitCode = bad.length > 0 ? 1 : 0;
