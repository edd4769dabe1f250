import type { Log } from '../platform/log.ts';

// What supervisors grant before they kill: `docker stop` 10 s unless told, Kubernetes and our compose file 30 s.
const graceMs = 25_000;

export type Stop = (graceMs: number) => Promise<void>;

/**
 * Starts a service and runs it until SIGTERM or SIGINT. The first signal stops what was registered, the latest first,
 * and lets what is in work come to its end; a second one ends the process where it stands, which loses nothing either:
 * leases run out by themselves. A signal during the start stops what has started by then. `drainMs` is what the parts take on
 * purpose before they stop.
 */
export async function untilToldToStop(
  log: Log,
  drainMs: number,
  start: (register: (stop: Stop) => void) => Promise<void>,
): Promise<void> {
  const stops: Stop[] = [];
  const told = Promise.withResolvers<void>();
  let signals = 0;
  const onSignal = (signal: NodeJS.Signals) => {
    signals += 1;
    if (signals > 1) process.exit(signal === 'SIGINT' ? 130 : 143);
    log.info({}, 'Stopping: finishing what is in work. A second signal ends it at once.');
    told.resolve();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  try {
    const starting = start((stop) => stops.push(stop));
    await Promise.race([starting, told.promise]);
    // A signal that comes while starting waits until the start has come to a point that can be stopped.
    await starting;
    await told.promise;
  } finally {
    await stopAll(stops, log, drainMs);
    process.off('SIGTERM', onSignal);
    process.off('SIGINT', onSignal);
  }
}

async function stopAll(stops: readonly Stop[], log: Log, drainMs: number): Promise<void> {
  const endsAt = performance.now() + graceMs + drainMs;
  const watchdog = setTimeout(
    () => {
      log.warn(
        {},
        'Stopping took too long; ending now. Whatever was in work is taken up again by the next start.',
      );
      process.exit(1);
    },
    graceMs + drainMs + 5_000,
  );
  for (const stop of stops.toReversed()) {
    // What one part takes of the time, the next one lacks; a second is always left to let go.
    await stop(Math.max(1_000, Math.min(graceMs, endsAt - performance.now()))).catch((error: Error) =>
      log.warn({ cause: error.message }, 'A part did not stop cleanly.'),
    );
  }
  clearTimeout(watchdog);
}
