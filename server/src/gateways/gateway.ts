import type { Guard } from '../platform/outside/guard.ts';
import type { AccountForm } from './account-form.ts';
import type { Asked, Balance, ConnectionReport, NumberFacts, OwnNumber, TextAtCarrier } from './asking.ts';
import type { Callback, CallbackRequest, CarrierReceipt, Hear, Verification } from './callback.ts';
import type { Capabilities, CapabilityClass } from './capabilities.ts';
import type { CodeTable } from './errors/code-table.ts';
import type { SubmitOutcome } from './outcome.ts';
import type { Polled } from './polling/polled.ts';

/**
 * The contract between Tidings and any carrier. Adapters depend on this file and its neighbours; nothing depends on an
 * adapter but the list in app/gateways.ts. An adapter hands each text over once, with no retry of any kind: whether to try
 * again is decided by dispatch, which knows what has been promised.
 */

export type Submission = {
  /** Our reference, known before the first try and the same for every try. At most 64 characters. */
  reference: string;
  /** What the text belongs to, for the carrier's own reports: a campaign's id, or `auto:…` for answers to replies. */
  tag: string;
  from: string;
  to: string;
  body: string;
  /** How long the carrier may keep trying, in milliseconds: to the end of the legal window. Null for as long as it likes. */
  validForMs: number | null;
  /** What people agreed to, for carriers that want to be told: `marketing`, `transactional`, `otp` … */
  purpose?: string;
  /** Public addresses of pictures and the like, which make it an MMS; the carrier fetches them. */
  media?: readonly string[];
  /** Of an MMS. */
  subject?: string;
};

export type SubmitLimits = {
  /** Asked in the very tick of each write: once it says no, not a byte of a text may leave any more. */
  mayStillLeave(): boolean;
  /** From the first byte of a text to its answer, in milliseconds. Later the answer counts as lost. */
  answerWithinMs: number;
};

/** `settle` may be called before this returns. Where it throws, the texts that nobody was told of may have left all the same. */
export type SubmitEach = (
  texts: readonly Submission[],
  limits: SubmitLimits,
  settle: (place: number, outcome: SubmitOutcome) => void,
) => void;

/** A text whose answer was lost, as it is asked for. */
export type LostText = {
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  /** About when it may have left; the carrier's clock may differ by minutes. */
  readonly leftAt: Date;
  /**
   * Which of these ids of the carrier's are of other texts of ours. Where a text is known only by number, time and words,
   * two of the same words are each found once.
   */
  whichAreOthers(providerIds: readonly string[]): Promise<ReadonlySet<string>>;
};

/** `absent` is a promise by the carrier that it never had the text; `cannot_say` is everything else. */
export type LookUp =
  | { kind: 'found'; providerId: string }
  | { kind: 'absent' }
  | { kind: 'cannot_say'; sentence: string };

/** One account at one carrier, opened with its settings and its secret. */
export type Gateway = {
  readonly capability: CapabilityClass;
  /** How long after acceptance a text may still be missing from a look-up, in milliseconds. */
  readonly listingLagMs: number;
  /** Texts that can be on their way at the same moment, those that wait for a line for a moment included. */
  readonly window: number;
  /** What may go along with a text, and how long it can be tried for; put in by whoever opens it, from what its adapter declares. */
  readonly media?: Capabilities['media'];
  readonly validitySeconds?: Capabilities['validitySeconds'];
  readonly polling?: Capabilities['polling'];
  /** What an answer about a text means as a receipt; null while it is under way. Put in by whoever opens it. */
  receiptOfText?(text: TextAtCarrier): CarrierReceipt | null;
  /** Hands texts over, each once; an answer for each, in their order, none of which rejects. */
  submit(texts: readonly Submission[], limits: SubmitLimits): Promise<SubmitOutcome>[];
  /**
   * The same for a line that takes texts by the hundred thousand: calls back once for each, by its place, and nobody makes promises for
   * it. Those of 500 texts on the wire outlive every round of the collector. Who puts something around `submit` has to put it here too.
   */
  submitEach?: SubmitEach | undefined;
  /** Asks what became of a text whose answer was lost. Asked of classes A to C alone. */
  reconcile(text: LostText): Promise<LookUp>;
  /** Whether the carrier has made this request: over the raw bytes, before anything of it is read. */
  verify(request: CallbackRequest): Verification;
  /**
   * Reads a request that `verify` has found good. Throws Invalid where nothing can be made of it; an event or a status that
   * is not known is passed over, because carriers add to them without notice.
   */
  readCallback(request: CallbackRequest): Callback;

  /** Of a carrier that reports over the line we send on: begins to listen, and keeps the line open from now on. */
  listen?(hear: Hear): void;
  /** False while a line that must stand before anything can leave does not stand. */
  isReady?(): boolean;
  /** Why the carrier refuses the line, for people, though it is tried again; null while it refuses none. */
  trouble?(): string | null;

  /** Uses the credentials for something that changes nothing and costs nothing, and says what the carrier said. */
  testConnection?(): Promise<ConnectionReport>;
  balance?(): Promise<Asked<Balance>>;
  listNumbers?(): Promise<Asked<readonly OwnNumber[]>>;
  lookUpNumber?(number: string): Promise<Asked<NumberFacts>>;
  /** What the carrier now says of a text that it took: its state, and its price where there is one. */
  readText?(providerId: string): Promise<Asked<TextAtCarrier>>;
  /**
   * What people wrote since a place that an earlier answer named, and the states of texts where the same list tells them: for
   * installations that cannot be called. Null begins a day back.
   */
  poll?(cursor: string | null): Promise<Asked<Polled>>;
  /** Tells the carrier to report to us and to bring us what people write, where it lets itself be told. */
  pointCallbacks?(): Promise<Asked<string>>;
  close(): Promise<void>;
};

export type { SubmitOutcome } from './outcome.ts';

export type GatewaySettings = Record<string, unknown>;

/** Where an account stands between us and its carrier. */
export type GatewayPlace = {
  /** The address at which we are known outside, without a path; null for an installation that cannot be reached. */
  readonly publicOrigin: string | null;
  /** The path at which this account's callbacks come in, its secret included where it has one. */
  readonly callbackPath: string;
  /**
   * Where a host of the carrier's is to be found. The twin for rehearsals leads it to this machine; what is found there may leave the
   * beginnings of paths out (`http/left-out.ts`).
   */
  at(origin: string): string;
  /** Keeps hosts that were entered out of our own network; absent where only we are, who may rehearse anything. */
  readonly guard?: Guard | undefined;
};

export type MediaCredentials = Readonly<Record<string, string>>;

export type GatewayAdapter = {
  readonly kind: string;
  /** As its owner writes it. */
  readonly name: string;
  /** A rehearsal adapter never reaches a real phone. Rehearsal clocks run only where all gateways are such. */
  readonly isRehearsal: boolean;
  /** True where the carrier reports over the line we send on (SMPP), so that a worker must keep it open. */
  readonly hasLine?: boolean;
  readonly capabilities: Capabilities;
  /** What a person enters to connect an account. */
  readonly form: AccountForm;
  /** Every code of the carrier's that we know, and what it means. */
  readonly errors: CodeTable;
  /**
   * What its media links ask for, where this one is of a host of the carrier's; null for all others. A promise where a pass has to be
   * fetched first, which rejects where there is none for now.
   */
  mediaHeaders?(
    url: string,
    settings: GatewaySettings,
    secret: string,
    place: GatewayPlace,
  ): MediaCredentials | null | Promise<MediaCredentials | null>;
  /** Throws Invalid where settings or secret cannot be those of an account. Opens no connection by itself but a line. */
  open(settings: GatewaySettings, secret: string, place?: GatewayPlace): Gateway;
};
