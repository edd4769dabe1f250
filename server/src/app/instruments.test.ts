import { expect, test } from 'vitest';
import { readConfig } from '../platform/config.ts';
import { ConfigSchema } from './config.schema.ts';
import { openInstruments } from './instruments.ts';

const configOf = (env: Record<string, string> = {}) => {
  const { config, problems } = readConfig(ConfigSchema, env, 'TIDINGS_');
  if (config === null) throw new Error(problems.join(' '));
  return config;
};

test('without a collector nothing is recorded, and work is followed for the log all the same', async () => {
  const { tracer, meter, close } = await openInstruments(configOf({ TIDINGS_LOG_LEVEL: 'error' }), 'work');
  const seen = await tracer.follow('job', { ids: { job: 'sweep' } }, async () => tracer.current());
  expect(seen).toEqual({ job: 'sweep' });
  meter.counter({ name: 'letters_total', help: 'Letters.' }).of().add();
  expect(await meter.read()).toMatchObject([{ name: 'letters_total', values: [{ value: 1 }] }]);
  await close();
});

test('with one, traces have an id of their own', async () => {
  // Nobody listens there; what is recorded is given up when the process ends.
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', TIDINGS_LOG_LEVEL: 'error' };
  const { tracer } = await openInstruments(configOf(env), 'work');
  const seen = await tracer.follow('job', { ids: { job: 'sweep' } }, async () => tracer.current());
  expect(seen).toEqual({ job: 'sweep', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
});

test.each([
  [{ TIDINGS_METRICS_TOKEN: 'too short' }, 'TIDINGS_METRICS_TOKEN'],
  [{ TIDINGS_METRICS_PORT: '70000' }, 'TIDINGS_METRICS_PORT'],
  [{ TIDINGS_DRAIN_SECONDS: '61' }, 'TIDINGS_DRAIN_SECONDS'],
  [{ TIDINGS_KEEP_TEXTS_MONTHS: '1' }, 'TIDINGS_KEEP_TEXTS_MONTHS'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
])('a setting that cannot be meant is refused by name: %o', (env, name) => {
  const { config, problems } = readConfig(ConfigSchema, env, 'TIDINGS_');
  expect(config).toBeNull();
  expect(problems.join(' ')).toContain(name);
});
