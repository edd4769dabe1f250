/** One worker process of a scenario: the service's own dispatcher. Its orders come as one JSON argument. */

import { dispatchUntil, type WorkerOrders } from './dispatching.ts';

const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
await dispatchUntil(ending.signal, JSON.parse(process.argv[2] ?? '{}') as WorkerOrders);
process.exit(0);
