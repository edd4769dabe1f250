import type { Answers, RegistrationKind, RegistrationStatus } from '@tidings/policy/registrations';
import { Conflict, conflictAt } from '../../platform/errors.ts';
import type { SenderKind } from '../sender.queries.ts';

/** What is registered with carriers, or is to be. */
export type Registration = {
  readonly id: string;
  readonly kind: RegistrationKind;
  readonly name: string;
  readonly status: RegistrationStatus;
  readonly answers: Answers;
  readonly formsVersion: string;
  /** Of a 10DLC campaign: the brand that it stands under. */
  readonly parentId: string | null;
  readonly provider: string | null;
  /** What carriers know it by, such as the id of a 10DLC campaign. */
  readonly reference: string | null;
  readonly hoursADay: number;
  readonly rejectionCode: string | null;
  readonly rejectionReason: string | null;
  /** The fields to mend after a rejection. */
  readonly mend: readonly string[];
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly expiresAt: Date | null;
};

/** What carriers and providers say; `draft` takes a form back. */
export const saidStatuses = ['draft', 'pending', 'approved', 'rejected', 'suspended', 'expired'] as const;
export type SaidStatus = (typeof saidStatuses)[number];

/** From where each word may come. A registration that was approved elsewhere is brought in from the draft. */
const from: Readonly<Record<SaidStatus | 'submitted', readonly RegistrationStatus[]>> = {
  draft: ['submitted', 'pending', 'rejected', 'expired', 'suspended'],
  submitted: ['draft', 'rejected', 'expired', 'suspended'],
  pending: ['submitted', 'approved', 'suspended'],
  approved: ['draft', 'submitted', 'pending', 'rejected', 'suspended', 'expired'],
  rejected: ['submitted', 'pending', 'suspended'],
  suspended: ['approved'],
  expired: ['approved', 'suspended'],
};

export function decideStatus(now: RegistrationStatus, next: SaidStatus | 'submitted'): void {
  if (from[next].includes(now)) return;
  throw conflictAt(
    '/status',
    'registration.wrong_status',
    now === next
      ? `This registration is ${now} already.`
      : `A registration that is ${now} cannot become ${next}; ${next} follows on ${from[next].join(', ')}.`,
  );
}

/** Which kinds of numbers stand under which kind of registration. */
export const kindOfNumbers: Readonly<Record<RegistrationKind, SenderKind | null>> = {
  brand: null,
  campaign: 'long_code',
  toll_free: 'toll_free',
  short_code: 'short_code',
  alphanumeric: 'alphanumeric',
};

/** Answers may change until they are with a reviewer, and again after a rejection. */
export function requireOpenForm({ status }: Pick<Registration, 'status'>): void {
  if (status === 'draft' || status === 'rejected' || status === 'expired') return;
  throw new Conflict(
    'registration.handed_in',
    `What is ${status} cannot be changed here: reviewers and carriers know it as it is. Take it back first (status draft), or register anew.`,
  );
}
