import type { GatheredCampaign } from './gather-campaign.ts';

export type Check = { readonly check: string; readonly holds: boolean; readonly sentence: string };

/** What the record of a campaign shows, each with whether it holds. Purposes that need neither are not asked. */
export function judgeCampaign(found: GatheredCampaign): Check[] {
  const { program, doubts, chain } = found;
  const isMarketing = program.purpose === 'marketing';
  const checks: Check[] = [
    contentCheck(found),
    none('consent', doubts.withoutConsent, doubts.handedOver, 'names the consent that allowed it'),
    none('opt_out', doubts.afterOptOut, doubts.handedOver, 'left while no opt-out of its person stood'),
    ...(isMarketing
      ? [
          none(
            'hours',
            doubts.withoutHours,
            doubts.handedOver,
            'names the hours that were asked before it left',
          ),
        ]
      : []),
    {
      check: 'ledger',
      holds: chain.isIntact,
      sentence: chain.isIntact
        ? `The ledger of consents (${chain.events} events of everybody) was computed again from the first event to the last, and nothing in it was changed.`
        : 'The ledger of consents is not as it was written.',
    },
  ];
  return checks;
}

/** The launch says in the audit which content it sent off; it must be the content that was checked and approved. */
function contentCheck({ campaign, audit, approvals }: GatheredCampaign): Check {
  const hash = campaign.contentHash?.toString('hex') ?? null;
  const launched = audit.entries.find(({ entry }) => entry.act === 'campaign.launched')?.entry;
  if (!launched)
    return {
      check: 'content',
      holds: true,
      sentence: 'The campaign was never launched, so nothing of it was sent.',
    };
  const sent = (launched.after as { content_sha256?: string } | null)?.content_sha256 ?? null;
  const yes = approvals.filter(
    ({ verdict, contentHash }) => verdict === 'approved' && contentHash.toString('hex') === sent,
  );
  const approved =
    yes.length === 0
      ? 'Nobody’s approval of it is on record.'
      : `It was approved by ${yes.map(({ by }) => by).join(', ')}.`;
  const holds = sent !== null && sent === hash;
  return {
    check: 'content',
    holds,
    sentence: holds
      ? `What was launched is what had been checked, by its hash. ${approved}`
      : 'The hash of what was launched is not that of what is on record.',
  };
}

function none(check: string, count: number, all: number, sentence: string): Check {
  const texts = `${all.toLocaleString('en-US')} ${all === 1 ? 'text' : 'texts'}`;
  return {
    check,
    holds: count === 0,
    sentence:
      count === 0
        ? `Of the ${texts} that were handed to a carrier, each ${sentence}.`
        : `Of the ${texts} that were handed to a carrier, ${count.toLocaleString('en-US')} cannot be shown to be so: each ${sentence}.`,
  };
}
