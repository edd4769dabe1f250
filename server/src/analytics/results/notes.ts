import { attributionStanding } from '../../conversions/index.ts';
import { countOf } from '../../platform/count-of.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { countGone } from './notes.queries.ts';
import { listParts } from './result.queries.ts';

/** What a reader ought to know of the figures of this campaign. */
export async function notesOn(tx: Tx, campaignId: string): Promise<string[]> {
  const { setting, isRecounting } = await attributionStanding(tx);
  const { texts, nameless } = await countGone(tx, await listParts(tx, campaignId));
  const by = {
    last: 'the last text opened',
    first: 'the first text opened',
    linear: 'all texts opened, alike',
  };
  return [
    `Purchases are put down to ${by[setting.model]} within ${setting.clickHours} hours before${setting.deliveryHours === null ? '' : `, or, where none was, to a text that arrived within ${setting.deliveryHours} hours before`}. Some of these people would have bought without a text; only a group that got none can say how many.`,
    ...(isRecounting ? ['Purchases of the past are being counted anew; revenue may still change.'] : []),
    ...(texts > 0
      ? [
          `${countOf(texts, 'text of this campaign is', 'texts of this campaign are')} no longer kept: its report counts them, these figures do not.`,
        ]
      : []),
    ...(nameless > 0
      ? [
          `${nameless} clicks are known without the text (people who asked not to be tracked, or this workspace does not track them); they count for links and not for people.`,
        ]
      : []),
  ];
}
