import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { openLog } from '../log.ts';
import { openMeter } from '../metrics/meter.ts';
import { openMetricsPage } from '../metrics/print-metrics.ts';
import { openTracer } from '../tracing/tracer.ts';
import { openHttp } from './server.ts';

const isPublic = { config: { permission: 'public' } };

/** A door whose log lines and figures can be looked at. */
async function stage() {
  const tracer = openTracer();
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => void lines.push(line) }, tracer.current);
  const meter = openMeter();
  const options = { log, tracer, meter, version: '1', authorize: async () => {}, isPermission: () => false };
  const http = await openHttp(options);
  return { http, log, logged: () => lines.map((line) => JSON.parse(line)), page: openMetricsPage(meter) };
}

describe('every line that is logged for a request', () => {
  test('says which request and which trace it belongs to, after the body was read too', async () => {
    const { http, log, logged } = await stage();
    http.post('/things', { ...isPublic, schema: { body: Type.Object({ at: Type.Integer() }) } }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.info({}, 'at work');
      return {};
    });
    const url = await http.listen({ host: '127.0.0.1', port: 0 });
    const ask = (headers: Record<string, string> = {}) =>
      fetch(`${url}/things`, {
        method: 'POST',
        body: '{"at":1}',
        headers: { 'content-type': 'application/json', ...headers },
      });
    const answers = await Promise.all([ask(), ask({ 'x-request-id': 'order-17' })]);
    await ask({ traceparent: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01' });
    await http.close();
    const ids = answers.map((answer) => answer.headers.get('x-request-id'));
    const [own, given] = ids.map((id) => logged().find(({ requestId }) => requestId === id));
    // A request without a trace of its own gives its name to one.
    expect(own).toMatchObject({ requestId: `req_${own.traceId}`, msg: 'at work' });
    expect(given).toMatchObject({
      requestId: 'order-17',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(logged().at(-1)).toMatchObject({ traceId: '0123456789abcdef0123456789abcdef' });
  });

  test('and those of a failure do', async () => {
    const { http, logged } = await stage();
    http.get('/broken', isPublic, async () => Promise.reject(new Error('broken')));
    const answer = await http.inject('/broken');
    expect(logged()).toMatchObject([{ requestId: answer.headers['x-request-id'], msg: 'A request failed.' }]);
    expect(logged()[0].traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('how long requests take', () => {
  test('is told by the route as it was declared, never by what stands in an address', async () => {
    const { http, page } = await stage();
    http.get('/people/:number', isPublic, async () => ({}));
    await http.inject('/people/+12025550101');
    await http.inject('/people/+12025550102');
    await http.inject('/nothing/+12025550103');
    const printed = await page.print();
    expect(printed).toContain(
      'tidings_http_request_seconds_count{method="GET",route="/people/:number",status="2xx"} 2',
    );
    expect(printed).toContain('tidings_http_request_seconds_count{method="GET",route="none",status="4xx"} 1');
    expect(printed).not.toContain('2025550');
  });

  test('says nothing of streams, which last as long as a page is open', async () => {
    const { http, page } = await stage();
    http.get('/stream', isPublic, (_request, reply) => reply.type('text/event-stream').send('event: a\n\n'));
    await http.inject('/stream');
    expect(await page.print()).not.toContain('tidings_http_request_seconds_count');
  });
});
