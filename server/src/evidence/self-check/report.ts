import type { Workspace } from '../../accounts/index.ts';
import type { ChainVerdict } from '../../contacts/index.ts';
import { publicId } from '../../platform/ids.ts';
import { type Proof, type Proven, provenAnew } from './prove-text.ts';
import type { MonthCounts, OptOutCounts } from './self-check.queries.ts';

export type ProvenText = {
  readonly id: number;
  readonly submittedAt: Date;
  readonly proofs: readonly Proof[];
};

export type Found = {
  readonly workspace: Pick<Workspace, 'id' | 'name' | 'timeZone'>;
  readonly month: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly seed: number;
  readonly counts: MonthCounts;
  readonly optOuts: OptOutCounts;
  readonly overdueReplies: number;
  /** Of all texts of the month; the first hundred. */
  readonly afterOptOut: readonly number[];
  readonly chain: ChainVerdict;
  readonly texts: readonly ProvenText[];
};

export type SelfCheckReport = ReturnType<typeof buildReport>;

// Opt-outs by reply are to be in effect within a minute, for ninety-nine of a hundred.
const effectWithinMs = 60_000;

/** What was found, for machines; the same facts are told to people by render-report.ts. */
export function buildReport(found: Found) {
  const { workspace, month, madeAt, counts, optOuts, texts, chain } = found;
  const checks = [...wholeMonth(found), ...provenAnew.map((check) => ofSample(check, texts))];
  return {
    object: 'self_check' as const,
    version: 1,
    workspace: { id: publicId('wsp', workspace.id), name: workspace.name, time_zone: workspace.timeZone },
    month,
    made_at: madeAt.toISOString(),
    made_by: found.madeBy,
    texts_sent: counts.sent,
    marketing_texts_sent: counts.marketing,
    people_texted: counts.people,
    opt_outs: optOuts.count,
    sample: { size: texts.length, seed: found.seed },
    holds: checks.every(({ holds }) => holds),
    checks,
    ledger: {
      events: chain.events,
      is_intact: chain.isIntact,
      last_hash: chain.lastHash?.toString('hex') ?? null,
    },
    failures: texts
      .map(({ id, submittedAt, proofs }) => ({
        text: publicId('msg', id),
        submitted_at: submittedAt.toISOString(),
        failed: proofs.filter(({ holds }) => !holds).map(({ check, sentence }) => ({ check, sentence })),
      }))
      .filter(({ failed }) => failed.length > 0),
    sampled_texts: texts.map(({ id }) => publicId('msg', id)),
  };
}

type Check = { check: string; holds: boolean; asked: number; failed: number; sentence: string };

function wholeMonth({ afterOptOut, optOuts, overdueReplies, chain, counts }: Found): Check[] {
  const slowest = optOuts.p99Ms ?? 0;
  return [
    {
      check: 'month.no_text_after_opt_out',
      holds: afterOptOut.length === 0,
      asked: counts.sent,
      failed: afterOptOut.length,
      sentence:
        afterOptOut.length === 0
          ? `None of the ${inWords(counts.sent, 'text')} of the month left while its person had opted out.`
          : `${inWords(afterOptOut.length, 'text')} left although the person had opted out: ${idsOf(afterOptOut)}.`,
    },
    {
      check: 'month.opt_outs_in_a_minute',
      holds: slowest <= effectWithinMs,
      asked: optOuts.count,
      failed: slowest <= effectWithinMs ? 0 : 1,
      sentence:
        optOuts.p99Ms === null
          ? `${inWords(optOuts.count, 'opt-out')} on record, none of them by a reply.`
          : `Of ${inWords(optOuts.count, 'opt-out')} ninety-nine in a hundred were in effect ${seconds(slowest)} after the reply came, the slowest after ${seconds(optOuts.mostMs ?? 0)}.`,
    },
    {
      check: 'month.replies_judged_in_time',
      holds: overdueReplies === 0,
      asked: overdueReplies,
      failed: overdueReplies,
      sentence:
        overdueReplies === 0
          ? 'Every reply that a person had to judge was judged in time.'
          : `${overdueReplies} ${overdueReplies === 1 ? 'reply was' : 'replies were'} judged late, or not at all.`,
    },
    {
      check: 'ledger.intact',
      holds: chain.isIntact,
      asked: chain.events,
      failed: chain.isIntact ? 0 : 1,
      sentence: chain.isIntact
        ? `The ledger of consents (${inWords(chain.events, 'event')}) was computed again from end to end, and nothing was changed.`
        : 'The ledger of consents is not as it was written.',
    },
  ];
}

const asked: Readonly<Record<Proven, string>> = {
  consent: 'a consent of the number on record from before it left',
  opt_out: 'no opt-out of its brand that stood when it left',
  hours: 'an hour that the law allows in every place where the person may be',
  frequency: 'no more than three of its brand within 24 hours',
  identification: 'the name of its brand',
  way_out: 'the way out in it, or in a text of the 30 days before',
};

function ofSample(check: Proven, texts: readonly ProvenText[]): Check {
  const proofs = texts.flatMap((text) => text.proofs.filter((proof) => proof.check === check));
  const failed = proofs.filter(({ holds }) => !holds).length;
  const about = `${inWords(proofs.length, 'sampled text')} ${proofs.length === 1 ? 'was' : 'were'} asked for ${asked[check]}`;
  return {
    check: `sample.${check}`,
    holds: failed === 0,
    asked: proofs.length,
    failed,
    sentence: failed === 0 ? `${about}; none failed.` : `${about}; ${failed} failed.`,
  };
}

const inWords = (count: number, word: string) =>
  `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const idsOf = (ids: readonly number[]) =>
  ids
    .slice(0, 20)
    .map((id) => publicId('msg', id))
    .join(', ');
