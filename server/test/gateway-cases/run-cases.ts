import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type {
  CallbackRequest,
  Gateway,
  GatewayAdapter,
  LostText,
  Submission,
  SubmitOutcome,
} from '../../src/gateways/index.ts';
import type {
  AccountFile,
  Answer,
  AnswerCase,
  CallbackCase,
  CaseFiles,
  Exchange,
  SignatureCase,
} from './case-files.ts';
import { isPlainSuccess, swapped, withStrangers } from './change-answers.ts';
import { type ScriptedCarrier, startScriptedCarrier } from './scripted-carrier.ts';

const submission: Submission = {
  ...{ reference: 'x7k2.1a2b3c', tag: 'cmp_1', purpose: 'marketing', validForMs: null },
  ...{ from: '+12025550100', to: '+13035550146', body: 'Hello' },
};

const limits = { mayStillLeave: () => true, answerWithinMs: 400 };

// What no carrier documents and every carrier does one day. Each may hide a text that was taken.
const badDays: readonly [what: string, answer: Answer][] = [
  ['a page of HTML with 200', { status: 200, bodyText: '<html><body>Welcome</body></html>' }],
  ['an empty body with 200', { status: 200, bodyText: '' }],
  ['a list where an object belongs', { status: 200, body: [] }],
  ['a proxy’s 502', { status: 502, bodyText: '<html>Bad gateway</html>' }],
  ['a 500 without a word', { status: 500, bodyText: '' }],
  ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, bodyText: '' }],
  ['an endless body', { status: 200, bodyText: 'x'.repeat(100_000) }],
  ['a reset', { failure: 'reset' }],
  ['silence', { failure: 'silence' }],
];

/** Runs the case files of one adapter over HTTP against a scripted carrier. */
export function runHttpCases(adapter: GatewayAdapter, cases: CaseFiles, account: AccountFile): void {
  let carrier: ScriptedCarrier;
  const open: Gateway[] = [];
  beforeAll(async () => {
    carrier = await startScriptedCarrier();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await Promise.all(open.splice(0).map((gateway) => gateway.close()));
  });
  afterAll(() => carrier.close());

  function gatewayFor(one: { settings?: object; secrets?: object } = {}, at?: string): Gateway {
    const settings = JSON.parse(
      JSON.stringify({ ...account.settings, ...one.settings }).replaceAll('{origin}', carrier.origin),
    );
    const secret = JSON.stringify({ ...account.secrets, ...one.secrets });
    const { publicOrigin, callbackPath } = account;
    const gateway = adapter.open(settings, secret, {
      publicOrigin,
      callbackPath,
      at: () => at ?? carrier.origin,
    });
    open.push(gateway);
    return gateway;
  }

  async function submitOne(gateway: Gateway, text: object = {}): Promise<SubmitOutcome | undefined> {
    const outcomes = gateway.submit([{ ...submission, ...text }], limits);
    expect(outcomes).toHaveLength(1);
    return outcomes[0];
  }

  describe('submitting', () => {
    test.each(cases.submit)('$when', async (one) => {
      if (one.at) vi.useFakeTimers({ now: new Date(one.at), toFake: ['Date'] });
      const { before = [], request } = one;
      carrier.answer(...before.map(({ answer }) => answer), { status: 500, bodyText: '' });
      await submitOne(gatewayFor(one), one.text);
      expectRequests(carrier, [...before.map((exchange) => exchange.request), request]);
    });

    test.each(cases.answers)('is read rightly when $when', async (one: AnswerCase) => {
      carrier.answer(one.answer);
      expect(await submitOne(gatewayFor(one), one.text)).toMatchObject(one.outcome);
      expect(carrier.heard).toHaveLength(1);
    });

    const successes = cases.answers.filter(isPlainSuccess);
    test.each(successes)(
      'reads a success as well with numbers for words and fields that nobody knows: $when',
      async (one) => {
        const { status, headers = {}, body } = one.answer as Extract<Answer, { status: number }>;
        for (const changed of [withStrangers(body), swapped(body, 'words'), swapped(body, 'numbers')]) {
          carrier.answer({ status, headers, body: changed });
          expect(await submitOne(gatewayFor(one), one.text)).toMatchObject(one.outcome);
        }
      },
    );

    test.each(badDays)('leaves the text unknown after %s, asked once', async (_what, answer) => {
      carrier.answer(answer);
      expect(await submitOne(gatewayFor())).toMatchObject({ kind: 'unknown' });
      expect(carrier.heard).toHaveLength(1);
    });

    test('goes slower when told with 429, in seconds or by a date', async () => {
      const gateway = gatewayFor();
      const told = async (after: string | null) => {
        const headers: Record<string, string> = after === null ? {} : { 'retry-after': after };
        carrier.answer({ status: 429, headers, bodyText: '' });
        return submitOne(gateway);
      };
      expect(await told('7')).toMatchObject({ kind: 'throttled', retryAfterMs: 7_000 });
      expect(await told(null)).toMatchObject({ kind: 'throttled' });
      const byDate = await told(new Date(Date.now() + 60_000).toUTCString());
      expect(byDate?.kind === 'throttled' && byDate.retryAfterMs > 30_000).toBe(true);
    });

    test('says that nothing has left where nobody listens', async () => {
      expect(await submitOne(gatewayFor({ settings: nowhereOf(account) }, deadOrigin))).toMatchObject({
        kind: 'unreachable',
      });
    });

    test('lets nothing leave once it may not any more', async () => {
      carrier.answer({ status: 200, body: {} });
      const [outcome] = gatewayFor().submit([submission], { ...limits, mayStillLeave: () => false });
      expect(await outcome).toEqual({ kind: 'not_sent' });
      expect(carrier.heard).toEqual([]);
    });

    test('keeps an answer for each text of a batch, and no secret in any', async () => {
      const texts = ['x.1', 'x.2', 'x.3'].map((reference) => ({ ...submission, reference }));
      carrier.answer(...texts.map(() => ({ status: 401, bodyText: 'no' })));
      const outcomes = await Promise.all(gatewayFor().submit(texts, limits));
      expect(outcomes).toHaveLength(3);
      for (const secret of Object.values(account.secrets))
        expect(JSON.stringify(outcomes)).not.toContain(secret);
    });
  });

  describe('a callback', () => {
    const all: CallbackCase[] = [...cases.receipts, ...cases.inbound];
    test.each(all)('$when', (one) => {
      if (one.at) vi.useFakeTimers({ now: new Date(one.at), toFake: ['Date'] });
      const gateway = gatewayFor(one);
      const request = calledWith(account, one.request);
      if (one.refused !== undefined) {
        expect(() => gateway.readCallback(request)).toThrow(one.refused);
        return;
      }
      const { receipts, inbound, parts = [] } = gateway.readCallback(request);
      expect({ receipts, inbound: inbound.map(withoutAge), parts }).toEqual({
        receipts: one.receipts ?? [],
        inbound: one.inbound ?? [],
        parts: one.parts ?? [],
      });
    });

    test.each(['', '{', '[]', 'null', '%%%=&&&', '\u0000'])(
      'of %j is read as nothing or refused',
      (bodyText) => {
        const gateway = gatewayFor();
        for (const { request } of all.slice(0, 3)) {
          const bad = calledWith(account, { ...request, query: '', bodyText });
          let read: unknown = null;
          try {
            read = gateway.readCallback(bad);
          } catch (error) {
            expect((error as { code?: unknown }).code).toMatch(/^callback\./);
            continue;
          }
          expect(read).toMatchObject({ receipts: [], inbound: [] });
        }
      },
    );
  });

  describe.runIf(cases.signatures.length > 0)('whether a callback is the carrier’s', () => {
    test.each(cases.signatures)('$when', (one: SignatureCase) => {
      if (one.at) vi.useFakeTimers({ now: new Date(one.at), toFake: ['Date'] });
      const gateway = gatewayFor(one);
      const verified = (request: CallbackRequest) => gateway.verify(request).ok;
      const request = signed(account, one);
      expect(verified(request)).toBe(one.isAuthentic);
      if (!one.isAuthentic) return;
      for (const changed of mutationsOf(one, request)) expect(verified(changed)).toBe(false);
    });
  });

  describe.runIf(cases.reconcile.length > 0)('asking what became of a text', () => {
    test.each(cases.reconcile)('$when', async (one) => {
      carrier.answer(...one.exchanges.map(({ answer }) => answer));
      const lost: LostText = {
        ...{
          reference: submission.reference,
          from: submission.from,
          to: submission.to,
          body: submission.body,
        },
        ...one.lost,
        leftAt: new Date(typeof one.lost?.leftAt === 'string' ? one.lost.leftAt : '2026-08-01T09:30:00Z'),
        whichAreOthers: async (ids) => new Set(ids.filter((id) => one.others?.includes(id))),
      };
      expect(await gatewayFor(one).reconcile(lost)).toMatchObject(one.result);
      expectExchanges(carrier, one.exchanges);
    });
  });

  describe('asking the account', () => {
    test.each(cases.asks)('for $ask: $when', async (one) => {
      const gateway = gatewayFor(one);
      carrier.answer(...one.exchanges.map(({ answer }) => answer));
      const ask = gateway[one.ask] as ((about?: string) => Promise<unknown>) | undefined;
      const result = await ask?.call(gateway, one.with);
      expect(result).toMatchObject(one.result as object);
      expectExchanges(carrier, one.exchanges);
      for (const secret of Object.values(account.secrets))
        expect(JSON.stringify(result)).not.toContain(secret);
    });

    test('has a case for everything that it can be asked', () => {
      const gateway = gatewayFor();
      const asks = [
        'testConnection',
        'balance',
        'listNumbers',
        'lookUpNumber',
        'readText',
        'pointCallbacks',
        'poll',
      ] as const;
      const asked = new Set(cases.asks.map(({ ask }) => ask));
      expect(asks.filter((ask) => gateway[ask] && !asked.has(ask))).toEqual([]);
    });
  });
}

const deadOrigin = 'http://127.0.0.1:1';

// Where the address is a setting and not the adapter's own, it is the setting that has to lead nowhere.
const nowhereOf = ({ settings }: AccountFile) =>
  Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value === '{origin}')
      .map(([name]) => [name, deadOrigin]),
  );

function expectExchanges(carrier: ScriptedCarrier, exchanges: readonly Exchange[]): void {
  expectRequests(
    carrier,
    exchanges.map(({ request }) => request),
  );
}

function expectRequests({ heard }: ScriptedCarrier, requests: readonly Exchange['request'][]): void {
  expect(heard.map(({ method, path }) => `${method} ${path}`)).toEqual(
    requests.map(({ method, path }) => `${method} ${path}`),
  );
  requests.forEach(({ headers = {}, body = '' }, at) => {
    expect(heard[at]?.body).toBe(body);
    expect(heard[at]?.headers).toMatchObject(headers);
  });
}

function withoutAge({ ageMs, ...inbound }: { ageMs: number }) {
  expect(ageMs).toBeGreaterThanOrEqual(0);
  return inbound;
}

function calledWith(
  { publicOrigin, callbackPath }: AccountFile,
  request: CallbackCase['request'],
): CallbackRequest {
  const { method = 'POST', path = '', query = '', headers = {}, body, bodyText, form } = request;
  const url = `${publicOrigin ?? 'http://127.0.0.1:3000'}${callbackPath}${path}${query === '' ? '' : `?${query}`}`;
  const text =
    bodyText ??
    (form ? new URLSearchParams(form).toString() : body === undefined ? '' : JSON.stringify(body));
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    ...{ method, path, urls: [url], query: new URLSearchParams(query) },
    headers: { ...(text === '' ? {} : { 'content-type': type }), ...headers },
    rawBody: Buffer.from(text, 'utf8'),
  };
}

function signed(account: AccountFile, { request }: SignatureCase): CallbackRequest {
  const called = calledWith(account, request);
  const questionAt = request.url.indexOf('?');
  const query = new URLSearchParams(questionAt < 0 ? '' : request.url.slice(questionAt + 1));
  return { ...called, urls: request.urls ?? [request.url], query };
}

/** The same request with one byte changed, for each byte that the signature covers. */
function* mutationsOf(one: SignatureCase, request: CallbackRequest): Generator<CallbackRequest> {
  const covers = one.covers ?? ['body', 'signature'];
  if (covers.includes('body')) {
    for (let at = 0; at < request.rawBody.length; at += 1) {
      const rawBody = Buffer.from(request.rawBody);
      rawBody[at] = (rawBody[at] ?? 0) ^ 1;
      yield { ...request, rawBody };
    }
  }
  if (covers.includes('url')) {
    const [url = ''] = request.urls;
    for (let at = url.indexOf('/', 8); at < url.length; at += 1) {
      const changed = url.slice(0, at) + String.fromCharCode(url.charCodeAt(at) ^ 1) + url.slice(at + 1);
      yield { ...request, urls: [changed], query: new URLSearchParams(changed.split('?')[1] ?? '') };
    }
  }
  const name = one.signatureHeader?.toLowerCase();
  const given = name === undefined ? undefined : request.headers[name];
  if (!covers.includes('signature') || name === undefined || typeof given !== 'string') return;
  const { [name]: _, ...headers } = request.headers;
  yield { ...request, headers };
  yield { ...request, headers: { ...headers, [name]: '' } };
  yield { ...request, headers: { ...headers, [name]: [given, given] } };
  for (let at = 0; at < given.length; at += 1) {
    const other = given[at] === 'a' ? 'b' : 'a';
    yield { ...request, headers: { ...headers, [name]: given.slice(0, at) + other + given.slice(at + 1) } };
  }
}
