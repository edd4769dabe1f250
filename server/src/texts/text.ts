import type { Contact, Program, Purpose } from '../contacts/index.ts';
import type { ProblemDetail } from '../platform/errors.ts';
import type { Sender } from '../senders/index.ts';
import type { MmsWish, Texts, WordsFinding } from '../templates/index.ts';
import type { Attachment } from './attachment.ts';

export type FromWish = { readonly senderId: string } | { readonly poolId: string };

/** The words themselves, or a template that has them; without a version, the latest. */
export type WordsWish =
  | {
      readonly body: string;
      /** What those get who read another language; left out for nobody. */
      readonly texts?: Texts;
      /** Whence they were taken, where that has been done already. */
      readonly template?: { readonly id: string; readonly version: number } | null;
    }
  | { readonly templateId: string; readonly version: number | null };

/** What somebody asks for: one text to one person. */
export type TextWish = {
  /** A number as people write it, or the id of a contact (`con_…`). */
  readonly to: string;
  readonly programId: string;
  /** What the asker believes the program to be for; null when they do not say. */
  readonly purpose: Purpose | null;
  /** A number of ours, any number of a pool, or null, which leaves the choice to us. */
  readonly from: FromWish | null;
  /** With merge fields, which are filled from `variables` first and from the contact after that. */
  readonly words: WordsWish;
  /** What goes along: media by name, an MMS that is on record, or nothing; left out, whatever its template has. */
  readonly mms?: MmsWish | { readonly mmsId: string } | 'none' | null;
  readonly variables: Readonly<Record<string, string | number>> | null;
  readonly sendAt: Date | null;
  /** Counted from `sendAt`; null leaves it to the purpose. */
  readonly validForMs: number | null;
  readonly metadata: Readonly<Record<string, string>> | null;
  /** Web addresses in the words become short links of the person's own. */
  readonly shortensLinks?: boolean;
};

/** Why a wish is refused, in words that say what to do, and which part of it is meant. */
export type Refusal = {
  readonly code: string;
  readonly sentence: string;
  readonly pointer: string;
  /** Everything that stands against it, where that is more than one thing or has a place in the words. */
  readonly details?: readonly ProblemDetail[];
};

/** A wish with everything found that it speaks of, and its words written. */
export type ReadyText = {
  readonly number: string;
  readonly contact: Contact | null;
  readonly program: Program;
  readonly sender: Sender;
  readonly body: string;
  /** What in it becomes short links, and where those begin; null for nothing. */
  readonly links: {
    readonly begins: string;
    readonly each: readonly { readonly written: string; readonly url: string }[];
  } | null;
  readonly template: { readonly id: string; readonly version: number } | null;
  readonly attachment: Attachment | null;
  /** Why it counts as marketing though its program is for something else; null where it does not. */
  readonly promotion: string | null;
  /** What its author should know of its words. */
  readonly warnings: readonly WordsFinding[];
  readonly parts: number;
  readonly notBefore: Date;
  /** From now on, in milliseconds, after which it is of no use any more; null for as long as it takes. */
  readonly withinMs: number | null;
  /** Null where an emergency needs none. */
  readonly consentEventId: number | null;
};

// A password is asked for by somebody who waits for it. After this long they have asked for another.
const otpIsOfUseMs = 10 * 60_000;

/** How long a text is of use when nobody has said so; null for as long as it takes. */
export const validityOf = (purpose: Purpose): number | null => (purpose === 'otp' ? otpIsOfUseMs : null);

/** A text further off than this is a campaign's or a journey's to plan. */
export const sendAtMostDaysAhead = 35;
// A clock that is a minute off, or a request that was under way for as long, is no mistake.
export const pastIsForgivenMs = 60_000;
