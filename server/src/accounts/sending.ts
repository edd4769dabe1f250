import { Invalid } from '../platform/errors.ts';

/** What may leave: everything, everything but marketing, or nothing. */
export type Sending = 'all' | 'no_marketing' | 'none';

/** A switch as it stands, and who turned it so. Nobody has, while it never was anything but `all`. */
export type SendingSwitch = {
  readonly sending: Sending;
  readonly by: string | null;
  readonly reason: string | null;
  readonly since: Date | null;
};

const strictness: Readonly<Record<Sending, number>> = { all: 0, no_marketing: 1, none: 2 };

/** Letting more leave than before. Stopping is for everybody who may launch; this is not. */
export const isLoosening = (before: Sending, after: Sending): boolean =>
  strictness[after] < strictness[before];

/** What may leave when both switches have to agree: the stricter of them. */
export const stricterOf = (one: Sending, other: Sending): Sending =>
  strictness[one] >= strictness[other] ? one : other;

/** The words in which a person says why, for the audit and for those who wonder why nothing leaves. */
export function readReason(text: string): string {
  const reason = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (reason !== '') return reason;
  throw new Invalid(
    'sending.no_reason',
    'Say why, in a few words: those who wait for texts will read it, and so will the audit.',
    [{ pointer: '/reason', code: 'sending.no_reason', detail: 'Give a reason.' }],
  );
}
