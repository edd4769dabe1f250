import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { missingOf, needsOf, type Setting } from './needs.ts';
import { listAcknowledgements, listPolicies } from './policies.queries.ts';
import { readingsOf } from './policies.ts';
import { findSetting, listAttempts, listPasses, listStaff, type TakenAttempt } from './training.queries.ts';

/** What staff learnt and read, so that it can be shown years later: for machines as it is, for people by `render-training.ts`. */
export type TrainingRecord = {
  readonly object: 'training_record';
  readonly workspace: string;
  readonly made_at: string;
  readonly setting: Pick<Setting, 'isEnforced' | 'passMark' | 'renewMonths'>;
  readonly members: readonly {
    readonly member: string;
    readonly name: string;
    readonly email: string;
    readonly role: string;
    readonly needs: readonly string[];
    readonly missing: readonly string[];
    readonly attempts: readonly AttemptLine[];
    readonly policies: readonly {
      readonly title: string;
      readonly version: number;
      readonly sha256: string;
      readonly due_at: string;
      readonly acknowledged_at: string | null;
    }[];
  }[];
  /** Of people who do not work here any more. */
  readonly others: readonly (AttemptLine & { readonly member: string; readonly name: string })[];
  /** How many attempts there are in all; the newest ones are told. */
  readonly attempts_in_all: number;
};

export type AttemptLine = {
  readonly module: string;
  readonly version: string;
  readonly score: number;
  readonly is_passed: boolean;
  readonly at: string;
  readonly expires_at: string | null;
};

// A desk of a hundred people renews five modules a year: ten years of it.
const mostAttempts = 5_000;

export async function gatherTraining(tx: Tx, workspace: string, now: Date): Promise<TrainingRecord> {
  const { isEnforced, passMark, renewMonths, ...setting } = await findSetting(tx);
  const staff = await listStaff(tx);
  const { attempts, all } = await listAttempts(tx, mostAttempts);
  const passes = await listPasses(tx, null);
  const readings = readingsOf(await listPolicies(tx), staff, await listAcknowledgements(tx));
  const isStaff = new Set(staff.map(({ accountId }) => accountId));
  const of = (accountId: string) => attempts.filter((one) => one.accountId === accountId).map(toLine);
  return {
    object: 'training_record',
    ...{ workspace, made_at: now.toISOString(), setting: { isEnforced, passMark, renewMonths } },
    members: staff.map((person) => ({
      member: publicId('mem', person.accountId),
      ...{ name: person.name, email: person.email, role: person.role },
      needs: [...needsOf(person.role, setting)],
      missing: missingOf(person, { isEnforced, passMark, renewMonths, ...setting }, passes, now),
      attempts: of(person.accountId),
      policies: readings
        .filter(({ person: { accountId } }) => accountId === person.accountId)
        .map(({ policy, at, dueAt }) => ({
          ...{ title: policy.title, version: policy.version, sha256: policy.sha256 },
          ...{ due_at: dueAt.toISOString(), acknowledged_at: at?.toISOString() ?? null },
        })),
    })),
    others: attempts
      .filter(({ accountId }) => !isStaff.has(accountId))
      .map((one) => ({ member: publicId('mem', one.accountId), name: one.name, ...toLine(one) })),
    attempts_in_all: all,
  };
}

const toLine = ({ module, version, score, isPassed, at, expiresAt }: TakenAttempt): AttemptLine => ({
  ...{ module, version, score, is_passed: isPassed },
  ...{ at: at.toISOString(), expires_at: expiresAt?.toISOString() ?? null },
});
