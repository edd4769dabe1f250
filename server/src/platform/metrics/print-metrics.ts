import { collectDefaultMetrics, type Metric, Registry } from 'prom-client';
import type { OpenMeter, Reading } from './meter.ts';

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * Prints what was counted, and what Node.js knows of its process (memory, processor time, the lag of the event loop), in the
 * text format of Prometheus. Opened only where somebody will ask: watching the event loop costs a little all the time.
 */
export function openMetricsPage(meter: OpenMeter): { print(): Promise<string> } {
  const ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return {
    async print() {
      const page = new Registry();
      for (const reading of await meter.read()) page.registerMetric(asMetric(reading));
      return `${await page.metrics()}\n${await ofProcess.metrics()}`;
    },
  };
}

/** The library counts with objects of its own, which look their labels up with each addition; it only prints ours. */
function asMetric({ name, help, type, values }: Reading): Metric {
  const printed = {
    name,
    help,
    type,
    aggregator: 'sum',
    values: values.map((one) => ({ metricName: one.name, labels: one.labels, value: one.value })),
  };
  return { name, get: async () => printed } as unknown as Metric;
}
