import { describe, expect, test } from 'vitest';
import { openMeter, silentMeter } from './meter.ts';
import { openMetricsPage } from './print-metrics.ts';

const lines = async (meter: ReturnType<typeof openMeter>, name: string) =>
  (await openMetricsPage(meter).print()).split('\n').filter((line) => line.startsWith(name));

describe('a counter', () => {
  test('adds up, apart for each set of labels', async () => {
    const meter = openMeter();
    const texts = meter.counter({ name: 'letters_total', help: 'Letters.', labels: ['kind', 'end'] });
    texts.of('card', 'sent').add();
    texts.of('card', 'sent').add(4);
    texts.of('card', 'lost').add();
    expect(await lines(meter, 'letters_total')).toEqual([
      'letters_total{kind="card",end="sent"} 5',
      'letters_total{kind="card",end="lost"} 1',
    ]);
  });

  test('without labels stands at zero from the beginning, so that its first step is seen as one', async () => {
    const meter = openMeter();
    meter.counter({ name: 'falls_total', help: 'Falls.' });
    expect(await lines(meter, 'falls_total')).toEqual(['falls_total 0']);
  });

  test('asked for by two is one and the same, and cannot be something else too', () => {
    const meter = openMeter();
    const about = { name: 'letters_total', help: 'Letters.' };
    expect(meter.counter(about).of()).toBe(meter.counter(about).of());
    expect(() => meter.distribution(about, [1])).toThrow('letters_total is a counter already');
  });

  test('does not grow without bound when somebody labels it with whatever comes', async () => {
    const meter = openMeter();
    const visits = meter.counter({ name: 'visits_total', help: 'Visits.', labels: ['path'] });
    for (let visitor = 0; visitor < 2_000; visitor += 1) visits.of(`/${visitor}`).add();
    const found = await lines(meter, 'visits_total');
    expect(found.length).toBe(501);
    expect(found.at(-1)).toBe('visits_total{path="other"} 1500');
  });
});

describe('a distribution', () => {
  test('counts each value in every bucket that holds it, as Prometheus expects', async () => {
    const meter = openMeter();
    const waits = meter.distribution({ name: 'wait_seconds', help: 'Waits.', labels: ['at'] }, [0.1, 1]);
    for (const seconds of [0.05, 0.1, 0.5, 7]) waits.of('door').observe(seconds);
    expect(await lines(meter, 'wait_seconds')).toEqual([
      'wait_seconds_bucket{at="door",le="0.1"} 2',
      'wait_seconds_bucket{at="door",le="1"} 3',
      'wait_seconds_bucket{at="door",le="+Inf"} 4',
      'wait_seconds_sum{at="door"} 7.65',
      'wait_seconds_count{at="door"} 4',
    ]);
  });
});

test('what another thread counts is told as one with what this one counts', async () => {
  const [meter, other] = [openMeter(), openMeter()];
  for (const [one, by] of [[meter, 2] as const, [other, 3] as const]) {
    const texts = one.counter({ name: 'letters_total', help: 'Letters.', labels: ['kind'] });
    texts.of('card').add(by);
    one.distribution({ name: 'wait_seconds', help: 'Waits.' }, [1]).of().observe(by);
  }
  other
    .counter({ name: 'letters_total', help: 'Letters.', labels: ['kind'] })
    .of('parcel')
    .add();
  meter.addReader(() => other.read());
  expect(await lines(meter, 'letters_total')).toEqual([
    'letters_total{kind="card"} 5',
    'letters_total{kind="parcel"} 1',
  ]);
  expect(await lines(meter, 'wait_seconds')).toEqual([
    'wait_seconds_bucket{le="1"} 0',
    'wait_seconds_bucket{le="+Inf"} 2',
    'wait_seconds_sum 5',
    'wait_seconds_count 2',
  ]);
});

describe('gauges', () => {
  const depth = { name: 'depth', help: 'Depth.', labels: ['lane'] };

  test('are looked up when they are asked for', async () => {
    const meter = openMeter();
    let value = 1;
    meter.gauges([depth], () => [{ name: 'depth', values: ['slow'], value }]);
    value = 7;
    expect(await lines(meter, 'depth')).toEqual(['depth{lane="slow"} 7']);
  });

  test('of one name from two places are told under one', async () => {
    const meter = openMeter();
    meter.gauges([depth], () => [{ name: 'depth', values: ['slow'], value: 1 }]);
    meter.gauges([depth], () => [{ name: 'depth', values: ['fast'], value: 2 }]);
    expect(await lines(meter, 'depth')).toEqual(['depth{lane="slow"} 1', 'depth{lane="fast"} 2']);
  });

  test('that cannot be looked up keep nothing else from being told, and say so', async () => {
    const failures: unknown[] = [];
    const meter = openMeter((error) => failures.push(error));
    meter.counter({ name: 'letters_total', help: 'Letters.' }).of().add();
    meter.gauges([depth], async () => Promise.reject(new Error('away')));
    expect(await lines(meter, 'letters_total')).toEqual(['letters_total 1']);
    expect(failures).toHaveLength(1);
  });
});

test('the page tells of the process too, and every metric says what it is', async () => {
  const meter = openMeter();
  meter.counter({ name: 'letters_total', help: 'Letters that left.' }).of().add();
  const page = await openMetricsPage(meter).print();
  expect(page).toContain('# HELP letters_total Letters that left.\n# TYPE letters_total counter');
  for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds', 'nodejs_heap_size'])
    expect(page).toContain(name);
});

test('the silent meter takes everything and keeps nothing', () => {
  silentMeter.counter({ name: 'a', help: 'A.' }).of().add();
  silentMeter.distribution({ name: 'b', help: 'B.' }, [1]).of().observe(1);
  silentMeter.gauges([{ name: 'c', help: 'C.' }], () => {
    throw new Error('asked');
  });
});
