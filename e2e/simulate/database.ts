import type { Db, SystemTx, Tx } from '../../server/src/platform/db/pool.ts';
import type { Dice } from './dice.ts';
import { Deadlock, Ended, end, type Row, type Txn } from './rows.ts';
import { type Life, openLife, type Scheduler } from './scheduler.ts';

/**
 * A database that keeps what it has committed and forgets everything else when it falls. Each statement arrives when its
 * hour has come and is then done at one blow, but for the rows it must wait for; a transaction takes effect when its
 * COMMIT is done, whether or not the one who asked for it lives to hear so.
 */
export type Database = {
  /** The database as one process sees it: its transactions die with it. */
  dbOf(life: Life): Db;
  /** Runs one statement of this transaction. */
  statement<T>(tx: Tx | SystemTx, what: string, work: (txn: Txn) => T | Promise<T>): Promise<T>;
  /** The process is gone; what it had not committed is undone, at once or when the server notices. */
  forget(life: Life): void;
  /** Everything uncommitted is lost, connections break, and nobody is let in for a while. */
  crash(downMs: number): void;
  isDown(): boolean;
};

export type DatabaseOptions = {
  scheduler: Scheduler;
  dice: Dice;
  /** From sending a statement to its effect and answer, drawn anew for each. */
  latencyMs(): number;
  /** Sees every transaction in the moment of its commit, with the rows it wrote and what they were before. */
  onCommit(txn: Txn, rows: ReadonlyMap<Row<unknown>, unknown>): void;
  /** Broken on purpose: a fall also takes what was committed so recently. */
  losesLastMs?: number;
};

class Away extends Error {
  readonly code: string;
  constructor(sentence: string, code: string) {
    super(sentence);
    this.code = code;
  }
}
const brokenOff = () => new Away('terminating connection due to administrator command', '57P01');
const refused = () => new Away('connect ECONNREFUSED', 'ECONNREFUSED');

const triesInAll = 3;

/** What a statement comes to, and nothing where its transaction was ended meanwhile: that is told on the way back. */
async function orEnded<T>(result: T | Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof Ended) return undefined as T;
    throw error;
  }
}

export function openMemoryDatabase(options: DatabaseOptions): Database {
  const { scheduler, dice, latencyMs } = options;
  const server = openLife('database');
  const open = new Map<Txn, Life>();
  // Those whose process still waits to hear how they ended.
  const answering = new Set<Txn>();
  let downUntilMs = 0;
  const lately: { atMs: number; before: Map<Row<unknown>, unknown> }[] = [];

  const isDown = () => scheduler.nowMs() < downUntilMs;

  function finish(txn: Txn, isCommitted: boolean): void {
    const life = open.get(txn);
    if (!life) return;
    open.delete(txn);
    const before = new Map<Row<unknown>, unknown>();
    for (const row of txn.drafts) before.set(row, row.committed);
    const { woken, own } = end(txn, isCommitted);
    if (own)
      scheduler.after(life, latencyMs(), 'hears that the connection broke', () => own.fail(brokenOff()));
    // Those who waited are let on in an order that the seed decides; the server does it, whoever of them is frozen.
    for (const { goOn } of woken) scheduler.after(server, dice.between(0, 0.2), 'is let on', goOn);
    if (!isCommitted) return;
    if (options.losesLastMs !== undefined) lately.push({ atMs: scheduler.nowMs(), before });
    options.onCommit(txn, before);
  }

  /** Waits for an answer of the database; the connection may have broken meanwhile. */
  async function travel(txn: Txn, life: Life, what: string): Promise<void> {
    await scheduler.sleep(life, latencyMs(), what);
    if (txn.state === 'aborted') throw brokenOff();
    if (isDown()) throw refused();
  }

  async function commit(txn: Txn, life: Life): Promise<void> {
    txn.isCommitting = true;
    await travel(txn, life, 'commit');
    finish(txn, true);
    await scheduler.sleep(life, latencyMs(), 'hears of the commit');
    // It is done, and nobody will ever tell the one who asked.
    if (!txn.isCommitting) throw brokenOff();
  }

  async function transact<T>(life: Life, workspaceId: string, work: (txn: Txn) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const txn: Txn = {
        workspaceId,
        endsHere: () => {},
        owner: life,
        startedAtMs: scheduler.nowMs(),
        state: 'open',
        isCommitting: false,
        held: new Set(),
        waitsFor: null,
        lastDone: Promise.resolve(),
        drafts: new Set(),
      };
      open.set(txn, life);
      answering.add(txn);
      try {
        const result = await work(txn);
        await commit(txn, life);
        return result;
      } catch (error) {
        finish(txn, false);
        if (!(error instanceof Deadlock) || tries === triesInAll) throw error;
        await scheduler.sleep(life, dice.between(0, 100) * tries, 'tries again');
      } finally {
        answering.delete(txn);
      }
    }
  }

  return {
    isDown,
    dbOf: (life) =>
      ({
        role: 'tidings_worker',
        tx: (workspaceId: string, work: (tx: Tx) => Promise<unknown>) =>
          transact(life, workspaceId, (txn) => work(txn as unknown as Tx)),
        system: (work: (tx: SystemTx) => Promise<unknown>) =>
          transact(life, '', (txn) => work(txn as unknown as SystemTx)),
      }) as unknown as Db,
    async statement(tx, what, work) {
      const txn = tx as unknown as Txn;
      const life = txn.owner;
      const [before, done] = [txn.lastDone, Promise.withResolvers<void>()];
      txn.lastDone = done.promise;
      try {
        await travel(txn, life, what);
        const arrivedAtMs = scheduler.nowMs();
        // Those that travel together are done in the order in which they were asked for.
        await before;
        const result = txn.state === 'aborted' ? (undefined as never) : await orEnded(work(txn));
        // A statement that had to wait was ended by the server; the process hears of it when it can.
        if (scheduler.nowMs() > arrivedAtMs || txn.state === 'aborted')
          await travel(txn, life, `${what}, after a wait`);
        return result;
      } finally {
        done.resolve();
      }
    },
    forget(life) {
      for (const [txn, owner] of open) {
        if (owner !== life) continue;
        const isDone = txn.isCommitting && dice.chance(0.5);
        // A process that ends closes its connections; of a machine that is gone the server hears later.
        const noticedAfterMs = dice.chance(0.8) ? 0 : dice.between(0, 3_000);
        if (noticedAfterMs === 0) finish(txn, isDone);
        else
          scheduler.after(server, noticedAfterMs, `notices that ${life.name} is gone`, () =>
            finish(txn, isDone),
          );
      }
      for (const txn of answering) if (txn.owner === life) answering.delete(txn);
    },
    crash(downMs) {
      for (const txn of answering) {
        finish(txn, txn.isCommitting && dice.chance(0.5));
        txn.isCommitting = false;
      }
      for (const txn of [...open.keys()]) finish(txn, false);
      const lostFromMs = scheduler.nowMs() - (options.losesLastMs ?? 0);
      for (const { atMs, before } of lately.splice(0).reverse())
        if (atMs >= lostFromMs) for (const [row, value] of before) row.committed = value;
      downUntilMs = scheduler.nowMs() + downMs;
    },
  };
}
