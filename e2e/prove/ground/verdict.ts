import { acceptedReferences, judgeFile, streamLedger } from '@tidings/carrier';
import type { Context } from '../../../server/src/platform/context.ts';
import type { Cast } from '../../stage/stage.ts';

/** What the carrier's ledger says, held against what we say. Nothing here is taken from our tables alone. */
export type Verdict = {
  accepted: number;
  /** Acceptances beyond the first for one person, by the ledger. */
  duplicates: number;
  /** People whom the ledger never saw accepted, and of whom we do not say why; or whom we call accepted and it does not. */
  lost: number;
  /** Named as unknown at the end. */
  unknown: number;
  failed: number;
  suppressed: number;
  /** Texts accepted after we had acknowledged the person's STOP (they were on the wire when it came). */
  afterStop: number;
};

/** Breaches. Of a run that did not come to its end nobody can say that somebody is lost. */
export const breaches = ({ duplicates, lost }: Pick<Verdict, 'duplicates' | 'lost'>, isFinished: boolean) =>
  duplicates + (isFinished ? lost : 0);

type Row = { number: string; status: string };

export async function judgeRun(
  ctx: Context,
  cast: Cast,
  runId: string,
  tag: string,
  ledger: string,
  texts: number,
): Promise<Verdict> {
  const { rows } = await ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<Row>('select number, status from message where campaign_id = $1', [runId]),
  );
  const said = new Map(rows.map((row) => [row.number, row.status]));
  const witness = await judgeFile(ledger, { tag });
  const reached = await recipientsOf(ledger, tag);
  const { rows: people } = await ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ number: string }>('select number from contact'),
  );
  if (people.length !== texts)
    throw new Error(`The proof was to have ${texts} people and has ${people.length}.`);
  const explained = new Set(['failed', 'suppressed', 'unknown']);
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  return {
    accepted: witness.accepted,
    duplicates: witness.duplicates_by_recipient + witness.duplicates_by_reference,
    lost: people.filter(({ number }) => !reached.has(number) && !explained.has(said.get(number) ?? 'nothing'))
      .length,
    unknown: count('unknown'),
    // Texts that failed on the phone were accepted before; these here the carrier refused.
    failed: rows.filter((row) => row.status === 'failed' && !reached.has(row.number)).length,
    suppressed: count('suppressed'),
    afterStop: witness.texts_after_opt_out,
  };
}

async function recipientsOf(ledger: string, tag: string): Promise<Set<string>> {
  const recipients = new Set<string>();
  for await (const row of streamLedger(ledger))
    if (row.kind === 'accepted' && row.tag === tag) recipients.add(row.to);
  return recipients;
}

/** The control keeps no account of itself but "sent"; the ledger alone judges it. */
export async function judgeNaive(
  ledger: string,
  tag: string,
  texts: number,
): Promise<Pick<Verdict, 'accepted' | 'duplicates' | 'lost'>> {
  const witness = await judgeFile(ledger, { tag });
  const references = await acceptedReferences(ledger, { tag });
  return {
    accepted: witness.accepted,
    duplicates: witness.duplicates_by_recipient,
    lost: Math.max(0, texts - references.size - witness.refused),
  };
}
