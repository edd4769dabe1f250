import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { judgeFile } from '@tidings/carrier';
import { startCarrierProcess } from '../../e2e/stage/carrier.ts';
import { killProcess, startProcess } from '../../e2e/stage/processes.ts';
import { enrol, instanceId, launch, openStage } from '../../e2e/stage/stage.ts';
import { defaultTiming, isRunDrained } from '../../server/src/dispatch/index.ts';
import { changeGateway } from '../../server/src/gateways/index.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import { publicId } from '../../server/src/platform/ids.ts';

/**
 * A campaign over the wire, everything durable: one worker process, the carrier and PostgreSQL share the machine. The
 * carrier answers after 5–20 ms; the time is from the launch to the last acceptance in its ledger. No receipts.
 */
export async function benchSend(texts: number) {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  const stage = await openStage(folder);
  const ledger = join(folder, 'ledger.ndjson');
  const flags = ['--latency-ms', '5-20', '--fault', 'receipt_lost=1'];
  const carrier = await startCarrierProcess(ledger, 'http://127.0.0.1:9/', flags);
  try {
    const cast = await enrol(stage.ctx, texts);
    const secret = JSON.stringify({ key: carrier.key, callback_secret: carrier.callbackSecret });
    await stage.ctx.db.tx(cast.workspaceId, (tx) => changeGateway(stage.ctx, tx, { id: cast.gatewayId }, { url: carrier.url }, secret));
    const enqueuedFrom = performance.now();
    const runId = await launch(stage.ctx, cast);
    const enqueueSeconds = (performance.now() - enqueuedFrom) / 1000;
    const url = stage.embedded.url(roles.worker, 'postgres');
    const startedAt = Date.now();
    const worker = startProcess('e2e/prove/worker.ts', [JSON.stringify({ url, instanceId, name: 'bench', timing: defaultTiming })]);
    while (!(await stage.ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId)))) await sleep(100);
    await killProcess(worker, 'SIGTERM');
    const witness = await judgeFile(ledger, { tag: publicId('cmp', runId) });
    const seconds = (Date.parse(witness.last_accepted_at ?? '') - startedAt) / 1000;
    return {
      texts: witness.accepted, duplicates: witness.duplicates_by_recipient, seconds, textsPerSecond: Math.round(witness.accepted / seconds),
      enqueueSeconds: Math.round(enqueueSeconds * 1000) / 1000,
    };
  } finally {
    await carrier.stop();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
