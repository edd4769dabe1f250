import { startProcess } from '../../stage/processes.ts';
import type { Stage } from '../../stage/stage.ts';
import { openCrew } from '../ground/crew.ts';
import { carrierFlags, usualFaults } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { createNaiveTable, isNaiveDone } from '../ground/naive-table.ts';
import { askAsSuperuser } from '../ground/superuser.ts';
import { breaches, judgeNaive, judgeRun } from '../ground/verdict.ts';
import { waitFor } from '../ground/waiting.ts';
import { areMany, wreck } from '../ground/wreck.ts';
import type { Order, Proof, Report } from '../proof.ts';

const workersOf = ({ kills }: Order) => (areMany(kills) ? 4 : 2);
// What many kills are to leave over for each other: a worker with eight chunks in hand would lose each of them some four times.
const limitsOf = ({ kills }: Order) =>
  areMany(kills) ? { limits: { inFlightCap: 500, chunksAtOnce: 2 } } : {};

/** Sends, kills, waits until all is quiet, and judges by the carrier's ledger. */
export const crash: Proof = {
  shows: 'workers are killed and the database falls: nothing doubled, nothing lost',
  controls: ['lock-held', 'mark-first', 'async-commit'],
  sizes: {
    short: { texts: 4_000, kills: 4, seconds: 0 },
    usual: { texts: 20_000, kills: 10, seconds: 0 },
    nightly: { texts: 1_000_000, kills: 1_000, seconds: 0 },
  },
  prove(asked) {
    // A kill may find nothing in flight; so many do not.
    const kills = asked.control === null ? asked.kills : Math.max(8, asked.kills);
    const order = { ...asked, kills };
    const carrier = carrierFlags(usualFaults, '--reply', 'stop=0.01');
    return onField(
      order,
      { carrier, ...limitsOf(order) },
      order.control === 'lock-held' ? (field) => runNaive(order, field) : (field) => runOurs(order, field),
    );
  },
};

async function runOurs(order: Order, field: Field): Promise<Report> {
  const { texts, seed, control } = order;
  const { stage, cast, carrier } = field;
  const { runId, tag } = await field.launch();
  if (control === 'async-commit') await acknowledgeEarly(stage);
  const crew = field.hire(workersOf(order));
  const done = await wreck(order, field, crew, tag, control === 'async-commit' ? 2 : 1);
  const isFinished = await field.untilDone(runId);
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, carrier.ledger, texts);
  const found = breaches(verdict, isFinished);
  return { texts, seed, ...done, ...verdict, isFinished, found, passed: isFinished && found === 0 };
}

/**
 * All sessions acknowledge before they have written: whoever commits for good takes along what others have not, so those who take
 * in receipts do as the workers do. The log is written as late as PostgreSQL allows, so that the next fall forgets something however
 * slow the machine is; what was there before is on the disk.
 */
async function acknowledgeEarly({ embedded: { superuserUrl } }: Stage): Promise<void> {
  for (const statement of [
    'alter database postgres set synchronous_commit = off',
    `alter system set wal_writer_delay = '10s'`,
    `alter system set wal_writer_flush_after = '1GB'`,
    'alter system set bgwriter_lru_maxpages = 0',
    'select pg_reload_conf()',
    `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    'checkpoint',
  ])
    await askAsSuperuser(superuserUrl, statement);
}

async function runNaive(order: Order, field: Field): Promise<Report> {
  const { texts, seed } = order;
  const { stage, cast, carrier } = field;
  const { superuserUrl: url } = stage.embedded;
  const tag = 'naive';
  await createNaiveTable(url, texts);
  const orders = { url, carrierUrl: carrier.url, carrierKey: carrier.key, tag, from: cast.sender.number };
  const crew = openCrew(
    () => startProcess('e2e/prove/naive-worker.ts', [JSON.stringify(orders)]),
    workersOf(order),
  );
  try {
    const done = await wreck(order, field, crew, tag, 1);
    const isFinished = await waitFor(() => isNaiveDone(url));
    await crew.end();
    const verdict = await judgeNaive(carrier.ledger, tag, texts);
    const found = breaches(verdict, isFinished);
    return { texts, seed, ...done, ...verdict, isFinished, found, passed: isFinished && found === 0 };
  } finally {
    await crew.end();
  }
}
