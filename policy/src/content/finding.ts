/** What a text is for. The words are those of programs. */
export type LintPurpose =
  | 'marketing'
  | 'transactional'
  | 'otp'
  | 'conversational'
  | 'internal'
  | 'survey'
  | 'nonprofit'
  | 'political'
  | 'healthcare'
  | 'emergency';

/**
 * By what way words go to people. `text`: to a phone number, whatever carries it. The others are mail, which Tidings does not
 * send: `commercial_email` promotes something, `relationship_email` is about orders and accounts, and `mail_gateway` goes to
 * number@carrier.
 */
export const lintChannels = ['text', 'commercial_email', 'relationship_email', 'mail_gateway'] as const;
export type LintChannel = (typeof lintChannels)[number];

/** An `error` keeps a text from leaving; a `warning` is for its author to weigh. */
export type Severity = 'error' | 'warning';

/** Something in a text that the rules, the carriers or good manners speak against. */
export interface LintFinding {
  /** Stable and dotted, such as `link.shortener`; see `contentRows`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Index in the body of the first UTF-16 unit concerned, and of the one after the last. Both alike: something is missing there. */
  readonly start: number;
  readonly end: number;
  /** What was found, in one sentence. */
  readonly sentence: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  /** Words to put in place of those from `start` to `end`, where a machine can know them. */
  readonly fix?: string;
}

/** Where an address leads, hop by hop, as whoever followed it has seen. */
export interface Redirects {
  /** As it stands in the text. */
  readonly from: string;
  readonly hops: readonly string[];
}

/** A text, and what must be known to judge it. Only the body is needed; what is left out is not judged by. */
export interface LintInput {
  /** With its merge fields, or as one person gets it. */
  readonly body: string;
  /** Null where it is not known yet, as for a template: then what depends on it is left out. */
  readonly purpose?: LintPurpose | null;
  /** Names by which the brand may call itself; the first is the one that remedies write. */
  readonly brands?: readonly string[];
  /** ISO 3166 code of where it goes; `US` when left out. */
  readonly country?: string;
  /** False where nobody can write back to the sender, such as a name in place of a number. */
  readonly canReply?: boolean;
  /** False where everybody has been told within 30 days how to leave; true by default for what promotes something. */
  readonly isOptOutLineDue?: boolean;
  /** True for an answer to what the person has just written: to name the brand is good manners there, and no more. */
  readonly isAnswer?: boolean;
  /** Domains of the brand, without `www`; null where nobody has said which they are. */
  readonly ownDomains?: readonly string[] | null;
  /** The age in years that everybody in the audience has proved by a date of birth; null where none is asked. */
  readonly ageGate?: number | null;
  /** What the program promises; null where it says that it varies. */
  readonly textsPerMonth?: number | null;
  /** Fields that everybody has who may get this text; others need a fallback. */
  readonly certainFields?: readonly string[];
  readonly redirects?: readonly Redirects[];
  /** `text` when left out. */
  readonly channel?: LintChannel;
  /** Of the brand, for mail; null where nobody has said it. */
  readonly postalAddress?: string | null;
  /** Bodies that the compliance officer has found not to promote anything. */
  readonly cleared?: readonly string[];
}

/** Purposes that ask for something: whoever gets them must be told how to leave. */
export const promotionalPurposes: readonly LintPurpose[] = ['marketing', 'nonprofit', 'political'];
