import type { Carrier } from '../carrier.ts';
import type { ReceiptFacts } from '../news.ts';
import type { InboundEvent } from '../rows.ts';
import type { Answer } from '../submission.ts';

/**
 * A provider whose interface the carrier can speak, so that an adapter can be tried with everything that goes wrong. A face
 * translates and nothing else: what becomes of a text is decided by the engine, and stands in its ledger.
 */
export interface Provider {
  readonly name: string;
  /** Throws with a sentence where the settings are not enough. */
  open(desk: Desk, settings: ProviderSettings): ProviderFace;
}

/** From the file of `--providers`: credentials, the address for what people write, and `port` (0: any free one). */
export type ProviderSettings = Readonly<Record<string, unknown>>;

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What a face answers. `reset` cuts the connection, `silence` never answers. */
export type Given =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** JSON unless it is a text. */
      readonly body?: unknown;
    }
  | 'reset'
  | 'silence';

/** A request that the provider makes: to the address that it was given for receipts, or for what people write. */
export interface Telling {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ProviderFace {
  answer(asked: Asked, give: (given: Given) => void): void;
  /** Null where nothing is told, as of a text without an address for receipts. */
  tellReceipt(facts: ReceiptFacts, text: TakenText): Telling | null;
  tellInbound(event: InboundEvent): Telling | null;
}

/** What is handed in over a face. */
export interface HandedIn {
  /** The client's own reference where the provider takes one; null for one of ours. */
  reference: string | null;
  tag?: string;
  from: string;
  to: string;
  body: string;
  validForMs: number | null;
  /** Of an MMS: addresses of what goes along, and its subject. */
  media?: readonly string[];
  subject?: string | undefined;
  /** Where the client wants to hear of it; null for nowhere, or for what the account has set. */
  receiptsUrl: string | null;
  /** What else the face wants to remember of it. */
  extra?: Readonly<Record<string, unknown>>;
}

export type TakenText = HandedIn & { readonly reference: string };

/** What the engine lends a face. */
export interface Desk {
  readonly carrier: Carrier;
  submit(text: HandedIn, give: (answer: Answer) => void): void;
  /** Texts that came in by this face for a number, newest first, without those that the listing does not show yet. */
  listTo(number: string): readonly Listed[];
  /** All of them, of providers whose list cannot be narrowed to a number. */
  listAll(): readonly Listed[];
  /** One text by the engine's id. */
  find(id: string): Listed | null;
}

export interface Listed {
  readonly id: string;
  readonly acceptedAt: number;
  readonly status: string;
  readonly errorCode: string | null;
  readonly parts: number;
  readonly text: TakenText;
}
