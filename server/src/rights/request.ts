import type { ContactCorrection } from '../contacts/index.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { after, type LawName, laws } from './laws.ts';

/** What a person may ask for: GDPR art. 15, 16, 17, 18, 20 and 21, and their like elsewhere. */
export const requestKinds = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** `held`: asked to be erased while the law wants the record kept. `erasing`: done but for texts that were on their way. */
export const requestStatuses = ['received', 'verified', 'held', 'erasing', 'done', 'refused'] as const;
export type RequestStatus = (typeof requestStatuses)[number];

export const requestChannels = [
  'page',
  'api',
  'text',
  'email',
  'phone',
  'letter',
  'in_person',
  'form',
] as const;
export type RequestChannel = (typeof requestChannels)[number];

/** Why a business may say no; a person is told, with how to complain (GDPR art. 12(4)). */
export const refusalReasons = [
  'identity_not_shown',
  'nothing_on_file',
  'manifestly_unfounded',
  'rights_of_others',
  'legal_obligation',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type DataRequest = {
  readonly id: string;
  readonly kind: RequestKind;
  readonly law: LawName;
  readonly status: RequestStatus;
  /** In E.164; the pseudonym once the person is erased. */
  readonly number: string;
  readonly contactId: number | null;
  readonly channel: RequestChannel;
  /** What is to be corrected, with the new values. */
  readonly correction: ContactCorrection | null;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly extendedAt: Date | null;
  readonly extensionReason: string | null;
  readonly verifiedAt: Date | null;
  readonly verifiedHow: 'code' | 'link' | 'attested' | null;
  readonly verifiedNote: string | null;
  readonly answer: string | null;
  readonly reason: string | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
  readonly createdBy: string;
  /** Of a restriction: when it ended, by whom and why. */
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly endedReason: string | null;
};

export const isOpen = ({ status }: Pick<DataRequest, 'status'>) =>
  status === 'received' || status === 'verified' || status === 'held';

/** An erasure that the law forbids for now has been answered; it does not run late. */
export const isOverdue = ({ status, dueAt }: Pick<DataRequest, 'status' | 'dueAt'>, now: Date): boolean =>
  (status === 'received' || status === 'verified') && now > dueAt;

export const dueOf = (law: LawName, receivedAt: Date): Date => after(receivedAt, laws[law].respondIn);

/** Who asks has been shown to be the person; shown twice it stays as it was. */
export function refuseVerification({ status }: Pick<DataRequest, 'status'>): void {
  if (status === 'received' || status === 'verified') return;
  throw closed(status);
}

/** The day by which it must be answered at last; or a refusal, because it was extended already or is late. */
export function decideExtension(
  request: Pick<DataRequest, 'status' | 'law' | 'dueAt' | 'extendedAt'>,
  reason: string,
  now: Date,
): Date {
  if (!isOpen(request)) throw closed(request.status);
  if (reason.trim() === '')
    throw new Invalid('data_request.no_reason', 'Say why it takes longer; the person is told so.');
  if (request.extendedAt !== null)
    throw new Conflict(
      'data_request.extended_already',
      'The time to answer can be extended once, and it has been.',
    );
  if (now > request.dueAt)
    throw new Conflict(
      'data_request.too_late_to_extend',
      'The time to answer is over; it can be extended only before. Answer now.',
    );
  return after(request.dueAt, laws[request.law].extendBy);
}

/** Nothing is done for somebody who might be somebody else. */
export function refuseFulfilment({ status }: Pick<DataRequest, 'status'>): void {
  if (status === 'verified' || status === 'held') return;
  if (status === 'received')
    throw new Conflict(
      'data_request.not_verified',
      'First make sure who asks: send a code to the number and enter it, or attest how you checked.',
    );
  throw closed(status);
}

export function refuseRefusal({ status }: Pick<DataRequest, 'status'>): void {
  if (status === 'received' || status === 'verified' || status === 'held') return;
  throw closed(status);
}

function closed(status: RequestStatus): Conflict {
  return new Conflict(
    'data_request.closed',
    `This request is ${status} already. Open a new one if the person asks again.`,
  );
}

export const codeSentences = {
  wrong: 'This is not the code that was sent. Look at the newest text and try again.',
  none_sent: 'No code has been sent for this request yet. Send one first.',
  expired: 'The code is older than ten minutes. Send a new one.',
  too_many: 'There were five wrong codes. Send a new one.',
} as const;
