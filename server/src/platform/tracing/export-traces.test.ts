import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { exportTraces } from './export-traces.ts';
import { openTracer } from './tracer.ts';

type Value = { stringValue?: string; intValue?: number | string; boolValue?: boolean };
type OtlpSpan = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Value }[];
  status: { code?: number; message?: string };
};
type Delivery = {
  resourceSpans: {
    resource: { attributes: { key: string; value: Value }[] };
    scopeSpans: { spans: OtlpSpan[] }[];
  }[];
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A collector that takes OTLP over HTTP as JSON and remembers it. */
async function collector() {
  const taken: { url: string; headers: IncomingHttpHeaders; body: Delivery }[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(pieces).toString('utf8')) as Delivery;
      taken.push({ url: request.url ?? '', headers: request.headers, body });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => new Promise((closed) => server.close(closed)));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, taken, spans: () => taken.flatMap(spansOf) };
}

const spansOf = ({ body }: { body: Delivery }) =>
  body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));

const settings = { version: '1.2.3', processName: 'work', percent: 100 };

describe('traces', () => {
  test('really arrive at a collector, each span under its parent', async () => {
    const { endpoint, taken, spans } = await collector();
    const recorder = await exportTraces({ ...settings, endpoint: `${endpoint}/` });
    const tracer = openTracer(recorder);
    await tracer.follow('chunk', { attributes: { lane: 'otp', texts: 3 } }, async () => {
      await tracer.step('decide', {}, async () => {});
      await tracer
        .step('submit', {}, async () => Promise.reject(new RangeError('+12025550101')))
        .catch(() => {});
    });
    await recorder.close();
    expect(taken.map(({ url }) => url)).toEqual(['/v1/traces']);
    const [decide, submit, chunk] = spans();
    expect([decide?.name, submit?.name, chunk?.name]).toEqual(['decide', 'submit', 'chunk']);
    expect([decide?.parentSpanId, submit?.parentSpanId]).toEqual([chunk?.spanId, chunk?.spanId]);
    expect(new Set(spans().map(({ traceId }) => traceId)).size).toBe(1);
    expect(chunk?.attributes).toContainEqual({ key: 'lane', value: { stringValue: 'otp' } });
    expect(submit?.status).toEqual({ code: 2, message: 'RangeError' });
    expect(JSON.stringify(taken)).not.toContain('2025550101');
    const resource = taken[0]?.body.resourceSpans[0]?.resource.attributes;
    expect(resource).toContainEqual({ key: 'service.name', value: { stringValue: 'tidings' } });
    expect(resource).toContainEqual({ key: 'tidings.process', value: { stringValue: 'work' } });
  });

  test('go on with a caller’s trace, and not where the caller decided against it', async () => {
    const { endpoint, spans } = await collector();
    const recorder = await exportTraces({ ...settings, endpoint });
    const tracer = openTracer(recorder);
    const traceId = '0123456789abcdef0123456789abcdef';
    tracer.begin('wanted', { parent: `00-${traceId}-0123456789abcdef-01` }).end();
    tracer.begin('unwanted', { parent: `00-${traceId}-0123456789abcdef-00` }).end();
    await recorder.close();
    expect(spans()).toMatchObject([{ name: 'wanted', traceId, parentSpanId: '0123456789abcdef' }]);
  });

  test('can be made for a share of the work only', async () => {
    const { endpoint, spans } = await collector();
    const recorder = await exportTraces({ ...settings, endpoint, percent: 10 });
    for (let at = 0; at < 300; at += 1) recorder.begin('one', null, {}).end();
    await recorder.close();
    expect(spans().length).toBeGreaterThan(5);
    expect(spans().length).toBeLessThan(90);
  });

  test('keep nobody waiting when the collector is away', async () => {
    const { endpoint } = await collector();
    for (const close of closing.splice(0)) await close();
    const recorder = await exportTraces({ ...settings, endpoint, goodbyeMs: 20 });
    recorder.begin('one', null, {}).end();
    // The exporter itself would go on trying for ten seconds, which is longer than a test may take.
    await expect(recorder.close()).resolves.toBeUndefined();
  });
});
