import { sellingOf } from '../dispatch/index.ts';
import { countOf } from '../platform/count-of.ts';
import type { DoNotCallQuestion } from './number-facts.queries.ts';
import type { Finding } from './text-problems.ts';
import type { PermissionQuestion } from './weak-consent.ts';

/**
 * What is asked about people whose own values may make a text sell that does not sell as it is written: dispatch judges what a
 * person would read, and so does whoever promises what it will do.
 */
export type IfSelling = {
  /** What the program is for, and bodies of which the officer has said that they promote nothing. */
  readonly purpose: string;
  readonly cleared: readonly string[];
  readonly needs: PermissionQuestion;
  readonly doNotCall: DoNotCallQuestion | null;
};

/** `refused`: their text sells, and they may not be sent marketing. `allowed`: it sells, and goes by the rules of marketing. */
export type Selling = 'no' | 'allowed' | 'refused';

// A list to look at, as of values that are missing.
const examplesKept = 10;

/** Judges the texts of everybody, one by one (5 µs each), and remembers what is to be said of those that sell. */
export function openSelling(asked: IfSelling | null) {
  const counts = { people: 0, refused: 0 };
  const contactIds: number[] = [];
  let example: string | null = null;
  return {
    /** `ifSelling` is what would keep marketing from this person, by the name of a line of the waterfall; null where nothing would. */
    of(contactId: number, text: string, ifSelling: string | null): Selling {
      if (!asked) return 'no';
      const sells = sellingOf({ purpose: asked.purpose, body: text, isAnswer: false }, asked.cleared);
      if (sells === null) return 'no';
      example ??= sells;
      counts.people += 1;
      if (contactIds.length < examplesKept) contactIds.push(contactId);
      if (ifSelling === null) return 'allowed';
      counts.refused += 1;
      return 'refused';
    },
    findings: (): Finding[] => {
      if (example === null) return [];
      const code = 'purpose.promotion_in_values';
      const sentence = `${sentenceOf(counts)} ${example}`;
      return [{ code, sentence, pointer: '/body', people: counts.people, contactIds }];
    },
  };
}

function sentenceOf({ people, refused }: { people: number; refused: number }): string {
  const who = `Look at the values of ${countOf(people, 'person', 'people')}: they sell something, which the text itself does not.`;
  const rest = people - refused;
  if (refused === 0) return `${who} All of them get it at the hours of marketing.`;
  if (rest === 0) return `${who} None of them has agreed to marketing, so none gets it.`;
  return `${who} ${countOf(refused, 'person', 'people')} have not agreed to marketing and get nothing, and the others get it at the hours of marketing.`;
}
