import { closingLine, tellsHowToLeave } from '@tidings/policy/content';
import { getProgram } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { expandWords, type SaidText, type SaidWords } from '../templates/index.ts';
import type { Campaign, CampaignContent } from './campaign.ts';

/** What is put around every text, in its language; counted, judged and hashed with it. */
export type Frame = {
  /** The name to begin with; null for none. */
  readonly brand: string | null;
  readonly endsWithOptOut: boolean;
};

type Written = Pick<
  CampaignContent,
  'programId' | 'language' | 'body' | 'texts' | 'opensWithBrand' | 'endsWithOptOut'
> & { readonly snippets?: Campaign['snippets'] };

/** What a campaign says: its words with snippets, brand and the way out, the snippets in the versions that were checked. */
export async function sayWords(tx: Tx, written: Written): Promise<SaidWords> {
  const { opensWithBrand, endsWithOptOut, programId } = written;
  const brand = opensWithBrand ? (await getProgram(tx, programId)).brandName : null;
  return frameWords(await expandWords(tx, written, written.snippets ?? null), { brand, endsWithOptOut });
}

/**
 * Puts the brand in front and how to leave behind, where the words do not say it themselves: nobody pays for hearing it twice.
 */
export function frameWords(words: SaidWords, frame: Frame): SaidWords {
  if (frame.brand === null && !frame.endsWithOptOut) return words;
  const all = words.all.map((text) => frameText(text, frame));
  return {
    ...words,
    all,
    body: all[0]?.body ?? words.body,
    texts: Object.fromEntries(all.flatMap(({ tag, body }) => (tag === null ? [] : [[tag, body]]))),
  };
}

function frameText(text: SaidText, { brand, endsWithOptOut }: Frame): SaidText {
  const { body, language } = text;
  // Nothing to say is nothing to put anything around.
  if (body.trim() === '') return text;
  const isNamed = brand === null || body.trimStart().toLowerCase().startsWith(brand.toLowerCase());
  const before = isNamed ? '' : `${brand}: `;
  const after = endsWithOptOut && !tellsHowToLeave(body) ? lineAfter(body, language) : '';
  return {
    ...text,
    body: before + body + after,
    placeOf: (position) => text.placeOf(Math.min(Math.max(position - before.length, 0), body.length)),
  };
}

// On a line of its own: behind an address, a full stop or a word would become part of it.
const lineAfter = (body: string, language: string): string =>
  `${/\s$/.test(body) ? '' : '\n'}${closingLine(language)}`;
