import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Attributes, openTracer, type Recorder, readTraceparent } from './tracer.ts';

type Noted = { name: string; parent: string | null; attributes: Attributes; ended: unknown[] };

function noting() {
  const noted: Noted[] = [];
  const names = new WeakMap<object, string>();
  const recorder: Recorder = {
    begin(name, parent, attributes) {
      const above = parent === null ? null : 'parentId' in parent ? parent.parentId : names.get(parent);
      const one: Noted = { name, parent: above ?? null, attributes, ended: [] };
      noted.push(one);
      const recorded = {
        traceId: 'a'.repeat(32),
        set: (more: Attributes) => void Object.assign(one, { attributes: { ...one.attributes, ...more } }),
        end: (failure?: unknown) => void one.ended.push(failure),
      };
      names.set(recorded, name);
      return recorded;
    },
  };
  return { noted, tracer: openTracer(recorder) };
}

const traceparent = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01';

describe('work that is followed', () => {
  test('is known by its ids in all that it awaits, and nowhere else', async () => {
    const tracer = openTracer();
    const seen: unknown[] = [];
    const one = (job: string) =>
      tracer.follow('job', { ids: { job } }, async () => {
        await turn();
        seen.push(tracer.current());
      });
    await Promise.all([one('sweep'), one('import')]);
    expect(seen).toEqual([{ job: 'sweep' }, { job: 'import' }]);
    expect(tracer.current()).toEqual({});
  });

  test('hands its ids down to what happens within it', async () => {
    const tracer = openTracer();
    await tracer.follow('request', { ids: { requestId: 'req_1', traceId: 't' } }, () =>
      tracer.follow('chunk', { ids: { chunk: 7 } }, async () => {
        expect(tracer.current()).toEqual({ requestId: 'req_1', traceId: 't', chunk: 7 });
      }),
    );
  });

  test('is recorded under what it is part of, with what became of it', async () => {
    const { noted, tracer } = noting();
    const broken = new Error('broken');
    const done = tracer.follow('outer', { attributes: { lane: 'slow' } }, async (span) => {
      span.set({ texts: 3 });
      await tracer.step('inner', {}, async () => Promise.reject(broken));
    });
    await expect(done).rejects.toBe(broken);
    expect(noted).toEqual([
      { name: 'outer', parent: null, attributes: { lane: 'slow', texts: 3 }, ended: [broken] },
      { name: 'inner', parent: 'outer', attributes: {}, ended: [broken] },
    ]);
  });

  test('goes on with the trace of a caller who has one', () => {
    const { noted, tracer } = noting();
    tracer.begin('request', { parent: traceparent }).end();
    expect(noted[0]).toMatchObject({ parent: '0123456789abcdef', ended: [undefined] });
    const span = openTracer().begin('request', { ids: { traceId: 'own' }, parent: traceparent });
    expect(span.ids).toEqual({ traceId: '0123456789abcdef0123456789abcdef' });
  });
});

test('a step costs nothing but its call where nobody records', async () => {
  const tracer = openTracer();
  const before = tracer.current();
  const result = await tracer.step('inner', {}, async () => {
    expect(tracer.current()).toBe(before);
    return 5;
  });
  expect(result).toBe(5);
});

test.each([
  [traceparent, true],
  [traceparent.replace(/01$/, '00'), false],
])('a traceparent of version 00 is read: %s', (header, isSampled) => {
  expect(readTraceparent(header)).toEqual({
    traceId: '0123456789abcdef0123456789abcdef',
    parentId: '0123456789abcdef',
    isSampled,
  });
});

test.each([
  undefined,
  '',
  '01-0123456789abcdef0123456789abcdef-0123456789abcdef-01',
  `00-${'0'.repeat(32)}-0123456789abcdef-01`,
  `00-0123456789abcdef0123456789abcdef-${'0'.repeat(16)}-01`,
  '00-0123456789ABCDEF0123456789ABCDEF-0123456789abcdef-01',
  `${traceparent}\n{"level":50}`,
])('anything else is no trace: %s', (header) => {
  expect(readTraceparent(header)).toBeNull();
});
