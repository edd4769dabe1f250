import { startsAtMs } from './cast.ts';
import { type Life, openLife, type Scheduler } from './scheduler.ts';
import type { ChunkRow, Tables } from './tables.ts';

export type Work = 'chunks' | 'unknowns' | 'receipts' | 'switches';

/** When a look at the database will find work of this kind, as things stand; null for never. */
export function dueAtMs(tables: Tables, work: Exclude<Work, 'switches'>): number | null {
  let earliest = Number.POSITIVE_INFINITY;
  const consider = (atMs: number) => {
    earliest = Math.min(earliest, atMs);
  };
  if (work === 'chunks') {
    for (const { committed: chunk } of tables.chunks.rows.values())
      if (chunk) consider(chunkDueAtMs(tables, chunk));
  } else if (work === 'unknowns') {
    for (const { committed: one } of tables.unknowns.rows.values())
      if (one && !one.isFinal) consider(one.settleAtMs);
  } else {
    for (const { committed: one } of tables.parked.rows.values()) if (one) consider(one.retryAtMs);
  }
  return earliest === Number.POSITIVE_INFINITY ? null : earliest;
}

function chunkDueAtMs(tables: Tables, chunk: ChunkRow): number {
  const never = Number.POSITIVE_INFINITY;
  const { installation, workspace, senders, gateways, paces, runs } = tables;
  if (installation.committed?.isHeld) return never;
  if (chunk.state === 'leased') return chunk.leaseUntilMs;
  if (chunk.state !== 'ready' || chunk.crashes >= 10) return never;
  const switches = [installation.committed?.sending, workspace.committed?.sending];
  if (switches.includes('none')) return never;
  if (chunk.lane === 'marketing' && switches.includes('no_marketing')) return never;
  if (chunk.runId !== null && runs.rows.get(chunk.runId)?.committed?.state !== 'running') return never;
  const sender = senders.rows.get(chunk.senderId)?.committed;
  const gateway = sender && gateways.rows.get(sender.gatewayId)?.committed;
  const pace = paces.rows.get(`sender ${chunk.senderId}`)?.committed;
  return Math.max(
    chunk.notBefore.getTime() - startsAtMs,
    sender?.blockedUntilMs ?? 0,
    gateway?.blockedUntilMs ?? 0,
    chunk.lane === 'marketing' ? (pace?.freeAtMs ?? 0) - 1_000 : 0,
  );
}

/** How the switches stand. News of them is told, and where it is not, workers look from time to time. */
function switchesOf({ installation, workspace }: Tables): string {
  return `${installation.committed?.isHeld} ${installation.committed?.sending} ${workspace.committed?.sending}`;
}

/** Those who wait for work. A look that finds nothing changes nothing, so nobody looks before there is something. */
export type Idlers = {
  idle(life: Life, work: Work): Promise<void>;
  /** Something has been committed: whoever sleeps too long for it is woken in time. */
  onCommit(): void;
  wake(life: Life, work?: Work): void;
  /** A look at the switches has failed: it is to be repeated. */
  missNews(life: Life): void;
};

const farAhead = 1_500;

export function openIdlers(
  scheduler: Scheduler,
  tables: Tables,
  between: (least: number, most: number) => number,
) {
  type Idler = { life: Life; work: Work; atMs: number; goOn: () => void };
  const idlers = new Set<Idler>();
  const clockwork = openLife('clockwork');
  const heard = new Map<Life, number>();
  let [known, turns] = [switchesOf(tables), 0];
  // Whoever looks while one is turned and turned back has seen what was between, and looks again.
  const countTurns = (): number => {
    const now = switchesOf(tables);
    if (now !== known) [known, turns] = [now, turns + 1];
    return turns;
  };
  const dueFor = (life: Life, work: Work): number | null => {
    if (work !== 'switches') return dueAtMs(tables, work);
    return heard.get(life) === countTurns() ? null : 0;
  };
  function plan(idler: Idler, atMs: number): void {
    idler.atMs = atMs;
    scheduler.after(idler.life, atMs - scheduler.nowMs(), `looks for ${idler.work}`, () => {
      if (idler.atMs !== atMs || !idlers.delete(idler)) return;
      if (idler.work === 'switches') heard.set(idler.life, countTurns());
      idler.goOn();
    });
  }
  const result: Idlers = {
    idle: (life, work) =>
      new Promise((goOn) => {
        const idler = { life, work, atMs: Number.POSITIVE_INFINITY, goOn };
        idlers.add(idler);
        const dueMs = dueFor(life, work);
        if (dueMs !== null) plan(idler, Math.max(dueMs, scheduler.nowMs()) + between(1, 600));
      }),
    onCommit() {
      countTurns();
      for (const idler of idlers) {
        if (idler.life.isDead) {
          idlers.delete(idler);
          continue;
        }
        const dueMs = dueFor(idler.life, idler.work);
        if (dueMs === null) continue;
        const atMs = Math.max(dueMs, scheduler.nowMs());
        if (idler.atMs > atMs + farAhead) plan(idler, atMs + between(1, 600));
      }
    },
    missNews: (life) => void heard.delete(life),
    wake(life, work) {
      for (const idler of idlers)
        if (idler.life === life && (work ?? idler.work) === idler.work && idlers.delete(idler))
          scheduler.after(clockwork, 0, 'wakes', () => {
            if (!life.isDead) idler.goOn();
          });
    },
  };
  return result;
}
