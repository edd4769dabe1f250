import { streamLedger } from '@tidings/carrier';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import { waitFor } from '../ground/waiting.ts';
import type { Order, Proof, Report } from '../proof.ts';

const faults = [
  'receipt_before_answer=0.15',
  'receipt_late=0.1',
  'receipt_duplicate=0.2',
  'receipt_out_of_order=0.2',
  'receipt_lost=0.05',
  'handset_off=0.1',
  'accept_then_500=0.01',
];

/**
 * Receipts come before the answer, late, twice, in the wrong order or never. In the end each text says what its carrier
 * said last and for good, and one of which no last word ever came says no more than is known.
 */
export const receipts: Proof = {
  shows: 'receipts are lost, late, doubled and out of order: every text ends as the carrier’s ledger has it',
  controls: ['receipts-dropped', 'last-word-wins'],
  sizes: {
    short: { texts: 3_000, kills: 0, seconds: 0 },
    usual: { texts: 20_000, kills: 0, seconds: 0 },
    nightly: { texts: 500_000, kills: 0, seconds: 0 },
  },
  prove: (order) =>
    onField(order, { carrier: carrierFlags(faults, '--late-ms', '2500') }, (field) => run(order, field)),
};

type Told = { wasTold: boolean; outcome: string | null };

async function run(order: Order, field: Field): Promise<Report> {
  const { texts, seed } = order;
  const { stage, cast, carrier } = field;
  const { runId, tag } = await field.launch();
  field.hire(2);
  const isFinished = await field.untilDone(runId);
  await untilNoneIsParked(field);
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, carrier.ledger, texts);
  const told = await readTold(carrier.ledger, tag);
  const said = await readSaid(field, runId);
  let wrong = 0;
  let withoutLastWord = 0;
  for (const [id, { wasTold, outcome }] of told) {
    const status = said.get(id) ?? 'nothing';
    if (wasTold) wrong += status === outcome ? 0 : 1;
    else {
      withoutLastWord += 1;
      wrong += status === 'accepted' || status === 'sent' ? 0 : 1;
    }
  }
  const found = wrong + breaches(verdict, isFinished);
  const { accepted, duplicates, lost, unknown } = verdict;
  return {
    ...{ texts, seed, accepted, withoutLastWord, wrong, duplicates, lost, unknown, isFinished, found },
    passed: isFinished && found === 0,
  };
}

/** What the ledger knows of each accepted text: its end, and whether a receipt of it has gone out. */
async function readTold(ledger: string, tag: string): Promise<Map<string, Told>> {
  const byId = new Map<string, Told>();
  for await (const row of streamLedger(ledger)) {
    if (!('tag' in row) || row.tag !== tag) continue;
    if (row.kind === 'accepted') byId.set(row.id, { wasTold: false, outcome: null });
    const text = 'id' in row ? byId.get(row.id) : undefined;
    if (!text) continue;
    if (row.kind === 'outcome') text.outcome = row.status;
    if (row.kind === 'receipt' && row.status !== 'sent' && !row.lost) text.wasTold = true;
  }
  return byId;
}

/** What we say of each text, by the carrier's id. */
async function readSaid({ stage, cast }: Field, runId: string): Promise<Map<string, string>> {
  const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ id: string; status: string }>(
      'select provider_id as id, status from message where campaign_id = $1 and provider_id is not null',
      [runId],
    ),
  );
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** A receipt that has waited for its text is tried again after as long as it has waited. */
async function untilNoneIsParked({ stage, cast }: Field): Promise<void> {
  await waitFor(async () => {
    const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
      tx.query<{ count: number }>('select count(*)::integer as count from receipt_parked'),
    );
    return rows[0]?.count === 0;
  }, 60_000);
}
