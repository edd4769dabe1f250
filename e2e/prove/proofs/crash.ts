import { startProcess } from '../../stage/processes.ts';
import { openCrew } from '../ground/crew.ts';
import { carrierFlags, usualFaults } from '../ground/faults.ts';
import { type Field, onField, waitFor } from '../ground/field.ts';
import { createNaiveTable, isNaiveDone } from '../ground/naive-table.ts';
import { askAsSuperuser } from '../ground/superuser.ts';
import { breaches, judgeNaive, judgeRun } from '../ground/verdict.ts';
import { wreck } from '../ground/wreck.ts';
import type { Order, Proof, Report } from '../proof.ts';

const workers = 2;

/** Sends, kills, waits until all is quiet, and judges by the carrier's ledger. */
export const crash: Proof = {
  shows: 'workers are killed and the database falls: nothing doubled, nothing lost',
  controls: ['lock-held', 'mark-first', 'async-commit'],
  sizes: {
    short: { texts: 4_000, kills: 4, seconds: 0 },
    usual: { texts: 20_000, kills: 10, seconds: 0 },
    nightly: { texts: 1_000_000, kills: 1_000, seconds: 0 },
  },
  prove(order) {
    const people = order.texts;
    return onField(
      order,
      { carrier: carrierFlags(usualFaults, '--reply', 'stop=0.01'), people },
      order.control === 'lock-held' ? (field) => runNaive(order, field) : (field) => runOurs(order, field),
    );
  },
};

async function runOurs(order: Order, field: Field): Promise<Report> {
  const { texts, seed, control } = order;
  const { stage, cast, carrier } = field;
  // Whoever commits for good takes along what others have not: so receipts are taken in with the same mistake.
  if (control === 'async-commit')
    await askAsSuperuser(stage.embedded.superuserUrl, 'alter database postgres set synchronous_commit = off');
  const { runId, tag } = await field.launch();
  const crew = field.hire(workers);
  // What an early acknowledgement forgets is what the disk has not got yet, a fifth of a second at the most: it has to be
  // hit, so there the database falls more often.
  const done = await wreck(order, field, crew, tag, control === 'async-commit' ? 5 : 1);
  const isFinished = await field.untilDone(runId);
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, carrier.ledger, texts);
  const found = breaches(verdict, isFinished);
  return { texts, seed, ...done, ...verdict, isFinished, found, passed: isFinished && found === 0 };
}

async function runNaive(order: Order, field: Field): Promise<Report> {
  const { texts, seed } = order;
  const { stage, cast, carrier } = field;
  const { superuserUrl: url } = stage.embedded;
  const tag = 'naive';
  await createNaiveTable(url, texts);
  const orders = { url, carrierUrl: carrier.url, carrierKey: carrier.key, tag, from: cast.sender.number };
  const crew = openCrew(() => startProcess('e2e/prove/naive-worker.ts', [JSON.stringify(orders)]), workers);
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
