import { type Log, openLog } from '../platform/log.ts';
import { type OpenMeter, openMeter } from '../platform/metrics/meter.ts';
import { exportTraces } from '../platform/tracing/export-traces.ts';
import { openTracer, type Tracer } from '../platform/tracing/tracer.ts';
import type { Config } from './config.schema.ts';
import { version } from './version.ts';

/** What a process tells of itself while it runs: lines, figures and traces. */
export type Instruments = {
  readonly log: Log;
  readonly meter: OpenMeter;
  readonly tracer: Tracer;
  /** Sends off the traces that wait. */
  close(): Promise<void>;
};

/** Traces go out only where a collector is named; what carries them is not even loaded otherwise. */
export async function openInstruments(config: Config, processName: string): Promise<Instruments> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  const percent = config.TIDINGS_TRACED_PERCENT;
  const traces =
    endpoint === undefined ? null : await exportTraces({ endpoint, percent, version, processName });
  const tracer = openTracer(traces);
  const log = openLog(config.TIDINGS_LOG_LEVEL, undefined, tracer.current);
  const meter = openMeter((error) =>
    log.warn({ err: error }, 'Some figures could not be looked up; the page of metrics leaves them out.'),
  );
  return { log, meter, tracer, close: async () => traces?.close() };
}
