/**
 * What a carrier's interface can and cannot do, as data: dispatch decides by the class, the console and the reference page show
 * the rest, and the test of case files asks for cases of whatever is declared here.
 */

/**
 * How a lost answer can be cleared up: A the same key never sends twice · B exact look-up by our reference · C look-up by
 * number, time and words · D only by our reference in receipts, so absence proves nothing · E not at all.
 */
export type CapabilityClass = 'A' | 'B' | 'C' | 'D' | 'E';

export type SenderKind = 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';

export type Capabilities = {
  readonly class: CapabilityClass;
  readonly wire: 'http' | 'smpp';
  /** Where our reference comes back to us; `none` where the carrier's own id is all that there is. */
  readonly echoesReference: 'receipts' | 'listing' | 'both' | 'none';
  /** What the carrier can be told of how long it may try, in seconds; null where it cannot be told. */
  readonly validitySeconds: {
    readonly least: number;
    readonly most: number;
    /** Of a text with pictures, where it can be told of no less than this. */
    readonly leastWithMedia?: number;
  } | null;
  readonly recipientsPerRequest: number;
  /** Characters of a body at most, in the carrier's own count; longer ones it refuses or cuts. */
  readonly charactersAtMost: number;
  readonly media: {
    readonly most: number;
    readonly bytesAtMost: number;
    /** ISO countries whose phones can get it; null for no such limit. */
    readonly countries: readonly string[] | null;
    /** Content types, where it takes only some of those that phones show. */
    readonly types?: readonly string[];
    /** Of what is no picture, where it takes less of it. */
    readonly otherBytesAtMost?: number;
  } | null;
  readonly senders: readonly SenderKind[];
  /** A carrier that reports on each part tells the fate of a long text in pieces. */
  readonly receipts: 'per_text' | 'per_part' | 'none';
  /** By what we know that a callback is the carrier's: its signature or password, a secret in our address, or the line itself. */
  readonly authenticity: 'signature' | 'password' | 'secret_path' | 'line';
  /** Who keeps people out who have texted STOP: the carrier too, or we alone. */
  readonly keepsOptOuts: boolean;
  /**
   * What its lists tell whoever asks, so that an installation that it cannot call misses no STOP: replies and states of texts, or replies
   * alone. Left out where it has to call.
   */
  readonly polling?: 'all' | 'replies';
  /** Texts a second that an account may hand over unless agreed otherwise; null where the carrier names no figure. */
  readonly textsPerSecond: number | null;
  /** In whole sentences: what people may expect of it and will not get. */
  readonly cannot: readonly string[];
};
