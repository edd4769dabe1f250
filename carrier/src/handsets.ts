import { createColumn } from './memory/column.ts';
import type { Names } from './names.ts';
import { isAutomaticReply } from './rows.ts';
import type { ConversationText, Texts } from './texts.ts';

export interface Handset {
  number: string;
  conversation: ConversationText[];
  texts: number;
  replies: number;
  /** A handset gives one scripted answer in its life; what a person types on it is not counted. */
  hasAnswered: boolean;
}

// What a phone shows; the ledger has everything.
const shownTexts = 50;

/** Every number is a phone, which exists from its first text on. */
export interface Handsets {
  readonly size: number;
  find(number: string): Handset | null;
  hasAnswered(number: string): boolean;
  /** The tag of the last text from this sender that the phone shows and that was not itself an answer, or ''. */
  tagLastRead(number: string, sender: string): string;
  receive(text: number, number: string): void;
  type(text: number, number: string, isScripted: boolean): void;
  /** Phones in order of their first text, from a position on, whose number contains the digits. */
  list(page: { from: number; limit: number; search: string }): { handsets: Handset[]; next: number | null };
}

/** Phones are known by the number of their name, and texts by theirs; see `Texts`. */
export function createHandsets(names: Names, texts: Texts): Handsets {
  const { numbers } = names;
  const lastText = createColumn(Uint32Array);
  const textCounts = createColumn(Uint32Array);
  const replyCounts = createColumn(Uint32Array);
  const answered = createColumn(Uint8Array);

  function show(phone: number, text: number): void {
    texts.linkOnPhone(text, lastText.get(phone) - 1);
    lastText.set(phone, text + 1);
  }

  /** From the newest back, as far as the phone shows. */
  function* shown(phone: number): Generator<number> {
    let text = lastText.get(phone) - 1;
    for (let i = 0; i < shownTexts && text >= 0; i++) {
      yield text;
      text = texts.earlierOnPhone(text);
    }
  }

  function handsetOf(phone: number): Handset {
    return {
      number: numbers.at(phone),
      conversation: Array.from(shown(phone), (text) => texts.view(text)).reverse(),
      texts: textCounts.get(phone),
      replies: replyCounts.get(phone),
      hasAnswered: answered.get(phone) === 1,
    };
  }

  return {
    get size() {
      return numbers.size;
    },
    find(number) {
      const phone = numbers.find(number);
      return phone < 0 ? null : handsetOf(phone);
    },
    hasAnswered(number) {
      const phone = numbers.find(number);
      return phone >= 0 && answered.get(phone) === 1;
    },
    tagLastRead(number, sender) {
      const phone = numbers.find(number);
      if (phone < 0) return '';
      for (const text of shown(phone)) {
        if (!texts.isOutbound(text) || texts.senderOf(text) !== sender) continue;
        const tag = texts.tagOf(text);
        if (!isAutomaticReply(tag)) return tag;
      }
      return '';
    },
    receive(text, number) {
      const phone = numbers.add(number);
      show(phone, text);
      textCounts.set(phone, textCounts.get(phone) + 1);
    },
    type(text, number, isScripted) {
      const phone = numbers.add(number);
      show(phone, text);
      replyCounts.set(phone, replyCounts.get(phone) + 1);
      if (isScripted) answered.set(phone, 1);
    },
    list({ from, limit, search }) {
      const handsets: Handset[] = [];
      let phone = from;
      for (; phone < numbers.size && handsets.length < limit; phone++) {
        if (numbers.at(phone).includes(search)) handsets.push(handsetOf(phone));
      }
      return { handsets, next: phone < numbers.size ? phone : null };
    },
  };
}
