import { normaliseReply } from '@tidings/sms';
import type { InboxReply } from '../reply.queries.ts';

/** What a rule looks for. Everything that is said must hold; a list holds where one of it does. */
export type RuleWants = {
  readonly keywordIds?: readonly string[];
  /** Words or phrases anywhere in the text, as whole words, however they are spelled in capitals or accents. */
  readonly words?: readonly string[];
  readonly senderIds?: readonly string[];
  readonly brandIds?: readonly string[];
  /** What the reader has marked or understood: `legal_threat`, `booking`, `other` … */
  readonly marks?: readonly string[];
  readonly isOutsideHours?: boolean;
  readonly hasMedia?: boolean;
};

/** What a rule does. */
export type RuleDoes = {
  readonly tags?: readonly string[];
  /** To a colleague, or to whoever's turn it is. */
  readonly assignTo?: string;
  /** Keywords keep silent for a day, a person is asked for, and it is given to a colleague or to whoever's turn it is. */
  readonly handOverTo?: string;
  /** Mail addresses of colleagues or of another system. */
  readonly forwardTo?: readonly string[];
  readonly webhook?: string;
  readonly close?: boolean;
};

export type InboxRule = {
  readonly id: string;
  readonly name: string;
  readonly rank: number;
  readonly isOn: boolean;
  readonly wants: RuleWants;
  readonly does: RuleDoes;
};

export type RuleFacts = Pick<
  InboxReply,
  'body' | 'keywordId' | 'senderId' | 'marks' | 'intent' | 'hasMedia'
> & {
  readonly brandId: string | null;
  readonly isOutsideHours: boolean;
};

/** Whether a rule takes this reply. Pure. */
export function takesReply({ isOn, wants }: Pick<InboxRule, 'isOn' | 'wants'>, facts: RuleFacts): boolean {
  if (!isOn) return false;
  const { keywordIds, words, senderIds, brandIds, marks, isOutsideHours, hasMedia } = wants;
  const among = (list: readonly string[] | undefined, one: string | null) =>
    list === undefined || (one !== null && list.includes(one));
  return (
    among(keywordIds, facts.keywordId) &&
    among(senderIds, facts.senderId) &&
    among(brandIds, facts.brandId) &&
    (words === undefined || words.some((word) => saysWord(facts.body, word))) &&
    (marks === undefined || marks.some((mark) => facts.marks.includes(mark) || facts.intent === mark)) &&
    (isOutsideHours === undefined || isOutsideHours === facts.isOutsideHours) &&
    (hasMedia === undefined || hasMedia === facts.hasMedia)
  );
}

const saysWord = (body: string, word: string): boolean => {
  const wanted = normaliseReply(word);
  return wanted !== '' && ` ${normaliseReply(body)} `.includes(` ${wanted} `);
};
