import type { Clock } from '../src/platform/clock.ts';
import { fixedClock } from '../src/platform/clock.ts';
import type { Context } from '../src/platform/context.ts';
import type { Db } from '../src/platform/db/pool.ts';
import { systemIds } from '../src/platform/ids.ts';
import { silentLog } from '../src/platform/log.ts';
import { silentMeter } from '../src/platform/metrics/meter.ts';
import { openSecrets } from '../src/platform/secrets.ts';
import { openTracer } from '../src/platform/tracing/tracer.ts';

/** A context whose clock stands still: noon in New York on a Tuesday, when everybody may be texted. */
export function testContext(db: Db, clock: Clock = fixedClock('2026-11-24T17:00:00Z')): Context {
  return {
    db,
    clock,
    ids: systemIds(),
    log: silentLog,
    secrets: openSecrets('a secret key for tests, long enough'),
    meter: silentMeter,
    tracer: openTracer(),
  };
}
