import { createTable } from './memory/table.ts';
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

// What is known of a phone. Of its last text the number plus one, because 0 is none.
const cell = { lastText: 0, texts: 1, replies: 2, hasAnswered: 3 } as const;

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
  const phones = createTable(4);

  function show(phone: number, text: number): void {
    texts.linkOnPhone(text, phones.get(phone, cell.lastText) - 1);
    phones.set(phone, cell.lastText, text + 1);
  }

  /** From the newest back, as far as the phone shows. */
  function* shown(phone: number): Generator<number> {
    let text = phones.get(phone, cell.lastText) - 1;
    for (let i = 0; i < shownTexts && text >= 0; i++) {
      yield text;
      text = texts.earlierOnPhone(text);
    }
  }

  function handsetOf(phone: number): Handset {
    return {
      number: numbers.at(phone),
      conversation: Array.from(shown(phone), (text) => texts.view(text)).reverse(),
      texts: phones.get(phone, cell.texts),
      replies: phones.get(phone, cell.replies),
      hasAnswered: phones.get(phone, cell.hasAnswered) === 1,
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
      return phone >= 0 && phones.get(phone, cell.hasAnswered) === 1;
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
      phones.set(phone, cell.texts, phones.get(phone, cell.texts) + 1);
    },
    type(text, number, isScripted) {
      const phone = numbers.add(number);
      show(phone, text);
      phones.set(phone, cell.replies, phones.get(phone, cell.replies) + 1);
      if (isScripted) phones.set(phone, cell.hasAnswered, 1);
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
