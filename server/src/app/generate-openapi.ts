import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { describeApi } from '../platform/http/openapi.ts';
import { systemIds } from '../platform/ids.ts';
import { silentLog } from '../platform/log.ts';
import { silentMeter } from '../platform/metrics/meter.ts';
import { openTracer } from '../platform/tracing/tracer.ts';
import { buildHttp } from './build-http.ts';
import { root } from './places.ts';
import { version } from './version.ts';

// The routes are registered and none is called, so nothing of what they would ask for is there.
const absent = (): never => {
  throw new Error('Describing the API touches nothing.');
};
const nothing = { tx: absent, system: absent, close: absent } as unknown as Context['db'];
const ctx: Context = {
  db: nothing,
  clock: systemClock,
  ids: systemIds(),
  log: silentLog,
  secrets: {
    seal: absent,
    open: absent,
    reseal: absent,
    sign: absent,
    isSigned: absent,
    signWithEach: absent,
    attest: absent,
    attestationKeys: [],
  },
  meter: silentMeter,
  tracer: openTracer(),
};

/** The description of the API as it is built from the routes. Refused when a schema of one cannot be compiled. */
export async function generateOpenApi(): Promise<string> {
  const http = await buildHttp(ctx, {
    version,
    instanceId: '',
    carrier: { givenUrl: null, flags: [], forNewGateway: absent, accessOf: absent },
    gateways: { get: absent, receive: absent, listDeaf: () => [], close: absent },
    enterToken: null,
    post: null,
    singleSignOn: null,
    publicOrigin: null,
    trustProxy: null,
    keeping: { textsForMonths: null },
    uploadFolder: '',
    consoleFolder: root,
    runChecks: absent,
    runVitalChecks: absent,
    takeBackup: absent,
    isHeld: absent,
    isDraining: absent,
    metrics: null,
  });
  await http.ready();
  http.compileSchemas();
  return `${JSON.stringify(describeApi(http), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(join(root, 'server/openapi.json'), await generateOpenApi());
