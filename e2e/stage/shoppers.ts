import { streamLedger } from '@tidings/carrier';

/** What the carrier's people did with the texts of one campaign, by its ledger; each person once. */
export type Deeds = {
  texts: number;
  delivered: number;
  tapped: number;
  bought: number;
  replied: number;
  left: number;
  /**
   * People whose phone gave up waiting for a page, which may have counted all the same: who opened a link, and whose purchase was told
   * of. What is counted of them lies between those who had their answer and these together with them.
   */
  tappedInVain: number;
  boughtInVain: number;
};

/** What a phone writes down of a page that did not come within its time. */
const noAnswer = 0;

/** By tag, which is the campaign's id. */
export async function deedsByCampaign(ledger: string): Promise<Map<string, Deeds>> {
  const all = new Map<string, Deeds>();
  const seen = new Set<string>();
  for await (const row of streamLedger(ledger)) {
    if (!('tag' in row)) continue;
    const deeds = all.get(row.tag) ?? {
      ...{ texts: 0, delivered: 0, tapped: 0, bought: 0, replied: 0, left: 0 },
      ...{ tappedInVain: 0, boughtInVain: 0 },
    };
    all.set(row.tag, deeds);
    const once = (what: 'tapped' | 'bought' | 'tappedInVain' | 'boughtInVain', who: string) => {
      const key = `${row.tag} ${what} ${who}`;
      if (!seen.has(key)) deeds[what] += 1;
      seen.add(key);
    };
    if (row.kind === 'accepted') deeds.texts += 1;
    else if (row.kind === 'outcome' && row.status === 'delivered') deeds.delivered += 1;
    else if (row.kind === 'shopping' && row.did === 'tapped' && row.status === 302)
      once('tapped', row.number);
    else if (row.kind === 'shopping' && row.did === 'bought' && row.status === 200)
      once('bought', row.number);
    else if (row.kind === 'shopping' && row.status === noAnswer && row.did === 'tapped')
      once('tappedInVain', row.number);
    else if (row.kind === 'shopping' && row.status === noAnswer && row.did === 'bought')
      once('boughtInVain', row.number);
    else if (row.kind === 'inbound') deeds.replied += 1;
    // Written after its own words, which were taken for a reply.
    else if (row.kind === 'opt_out') {
      deeds.left += 1;
      deeds.replied -= 1;
    }
  }
  return all;
}
