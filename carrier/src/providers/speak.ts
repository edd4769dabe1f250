import { isLoopback } from '../loopback.ts';
import type { ReceiptFacts } from '../news.ts';
import { handIn, jsonOf, type Saying, turnAway } from './hand-in.ts';
import { hexOf, idOfHex } from './ids.ts';
import type { Asked, Desk, Given, HandedIn, ProviderFace, Telling } from './provider.ts';

export type Json = Record<string, unknown>;

/** What is a face's own, of a provider that takes one text as JSON and answers with JSON. */
export interface Speech extends Pick<ProviderFace, 'tellReceipt' | 'tellInbound'> {
  isAllowed(asked: Asked): boolean;
  isSending(asked: Asked): boolean;
  /** The text, or what is answered where it is none. */
  read(body: Json, asked: Asked): HandedIn | Given;
  readonly saying: Saying;
  /** Everything beside sending. */
  show(asked: Asked, body: Json): Given;
}

/** The order in which such a provider looks at a request: who it is from, whether it can be read, and only then the engine. */
export function speak(desk: Desk, speech: Speech): ProviderFace {
  const { saying, tellReceipt, tellInbound } = speech;
  return {
    answer(asked, give) {
      const isSending = asked.method === 'POST' && speech.isSending(asked);
      if (!speech.isAllowed(asked)) {
        const no = saying.refused({ code: 'bad_key' });
        if (isSending) turnAway(desk, 'bad_key', {}, no, give);
        else give(no);
      } else if (isSending) {
        const body = jsonOf(asked.body);
        const text = body ? speech.read(body, asked) : saying.refused({ code: 'bad_request' });
        if (typeof text === 'object' && 'receiptsUrl' in text) handIn(desk, text, saying, give);
        else turnAway(desk, 'bad_request', {}, text, give);
      } else if (asked.method === 'GET' && desk.carrier.settings.down) give(saying.refused({ code: 'down' }));
      else give(speech.show(asked, jsonOf(asked.body) ?? {}));
    },
    tellReceipt,
    tellInbound,
  };
}

export const ok = (body: unknown, status = 200): Given => ({ status, body });

/** An address that a client names for callbacks, as far as it is on this machine; null for any other. */
export const nearOf = (url: unknown): string | null =>
  typeof url === 'string' && isLoopback(url) ? url : null;

export const postJson = (
  url: string,
  value: unknown,
  headersOf: (body: string) => Readonly<Record<string, string>> = () => ({}),
): Telling => {
  const body = JSON.stringify(value);
  return { method: 'POST', url, body, headers: { 'content-type': 'application/json', ...headersOf(body) } };
};

export const postForm = (url: string, pairs: Readonly<Record<string, string>>): Telling => ({
  ...{ method: 'POST', url, body: new URLSearchParams(pairs).toString() },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** The engine's ids as whole numbers, and back. */
export const decimalOf = (id: string): string => BigInt(`0x${hexOf(id)}`).toString();
export const idOfDecimal = (number: string): string | null =>
  /^\d{1,39}$/.test(number) ? idOfHex(BigInt(number).toString(16).padStart(32, '0')) : null;

/** Ten digits, as providers of the United States write numbers. */
export const national = (number: string): string => number.replace(/^\+1(?=\d{10}$)/, '');
export const fromNational = (number: string): string => (/^\d{10}$/.test(number) ? `+1${number}` : number);

export const isoOf = (ms: number): string => new Date(ms).toISOString();

/** What a state of the engine's is called there. */
export const calledIn =
  (words: Readonly<Record<string, string>>) =>
  ({ status }: Pick<ReceiptFacts, 'status'> | { readonly status: string }): string =>
    words[status] ?? words.accepted ?? status;

/** A price that looks like one: so many ten-thousandths a part. */
export const priceOf = (parts: number, each = 79): string => ((parts * each) / 10_000).toFixed(4);
