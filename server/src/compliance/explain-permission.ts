import type { Decision, TraceEntry } from '@tidings/policy';
import { openPermission, type Permission, traceOf } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import { type ConsentOfNumber, listConsentsOfNumber, listPrograms } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getPolicySetting } from './policy.queries.ts';

export type PermissionQuestion = {
  readonly number: string;
  readonly purpose: string;
  readonly at: Date;
  readonly isKnown: boolean;
};

export type PermissionFinding = { readonly decision: Decision; readonly entry: TraceEntry };

/**
 * Whether what is on file of a person is enough for a text of this purpose: the best that they agreed to in any program of
 * that purpose. Of a number that is nobody's here it says what would be needed.
 */
export async function explainPermission(tx: Tx, question: PermissionQuestion): Promise<PermissionFinding> {
  const { number, purpose, at } = question;
  const permission = openPermission((await getPolicySetting(tx)).permissionStandard);
  const country = countryOfNumber(number);
  const row = permission.rowFor(purpose, country, at);
  if (!question.isKnown) {
    const sentence = row
      ? `A text for ${purpose} needs ${row.needs}. The number is nobody’s here, so what is on file was not asked.`
      : traceOf(permission.verdictOf({ purpose, country, level: null, expiresAt: null }, at)).sentence;
    const entry = {
      rule: row?.id ?? 'permission.purpose',
      version: row?.version ?? 'permission 1',
      sentence,
    };
    return { decision: 'allow', entry: { ...entry, outcome: 'allow' } };
  }
  const found = await findBest(tx, question, permission);
  if (found) return found;
  const entry = {
    rule: row?.id ?? 'permission.purpose',
    version: row?.version ?? 'permission 1',
    sentence: `The person has joined no program for ${purpose}.`,
  };
  return { decision: 'drop', entry: { ...entry, outcome: 'drop' } };
}

async function findBest(
  tx: Tx,
  { number, purpose, at }: PermissionQuestion,
  permission: Permission,
): Promise<PermissionFinding | undefined> {
  const purposes = new Map((await listPrograms(tx)).map((program) => [program.id, program.purpose]));
  const joined = (await listConsentsOfNumber(tx, number)).filter(
    (one) => one.status === 'opted_in' && purposes.get(one.programId) === purpose,
  );
  const country = countryOfNumber(number);
  const findings = joined.map((one) => {
    const verdict = permission.verdictOf(
      { purpose, country, level: one.level, expiresAt: one.levelExpiresAt },
      at,
    );
    return { decision: verdict.decision, entry: inProgram(traceOf(verdict), one) };
  });
  return findings.find((one) => one.decision === 'allow') ?? findings[0];
}

const inProgram = (entry: TraceEntry, { programName }: ConsentOfNumber): TraceEntry => ({
  ...entry,
  sentence: `“${programName}”: ${entry.sentence}`,
});
