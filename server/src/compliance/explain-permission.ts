import type { Decision, TraceEntry } from '@tidings/policy';
import { openPermission, type Permission, traceOf } from '@tidings/policy/permission';
import { countryOfNumber } from '@tidings/sms/countries';
import { type Consent, doNotCallKeys, listPrograms, loadConsents, type Program } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getPolicySetting } from './policy.queries.ts';
import { isMarketing, permissionOf, refusalOf } from './standing-verdict.ts';

export type PermissionQuestion = {
  readonly number: string;
  readonly purpose: string;
  readonly at: Date;
  readonly isKnown: boolean;
};

export type PermissionFinding = {
  readonly decision: Decision;
  readonly entry: TraceEntry;
  /** Of a hold: when it ends, where somebody has said. */
  readonly until?: Date;
  /** The program whose standing was judged, and that standing; absent where the person has joined none of that purpose. */
  readonly joined?: { readonly program: Program; readonly standing: Consent };
};

/**
 * Whether this person may be texted for a purpose: the best of the programs of that purpose which they have joined, by the very
 * rules that dispatch asks (opt-outs, restriction, lines that no text reaches, numbers given up, do-not-call lists, consent, pause).
 * Of a number that is nobody's here it says what would be needed.
 */
export async function explainPermission(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  question: PermissionQuestion,
): Promise<PermissionFinding> {
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
  const found = await findBest(ctx, tx, question, permission);
  if (found) return found;
  const entry = {
    rule: row?.id ?? 'permission.purpose',
    version: row?.version ?? 'permission 1',
    sentence: `The person has joined no program for ${purpose}.${purpose === 'conversational' ? ' An answer to what they have written themselves needs none.' : ''}`,
  };
  return { decision: 'drop', entry: { ...entry, outcome: 'drop' } };
}

async function findBest(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  question: PermissionQuestion,
  permission: Permission,
): Promise<PermissionFinding | undefined> {
  const findings: PermissionFinding[] = [];
  for (const program of await listPrograms(tx)) {
    if (program.purpose !== question.purpose) continue;
    const asked = { programId: program.id, brandId: program.brandId, numbers: [question.number] };
    const keys = doNotCallKeys(ctx, tx.workspaceId);
    const standing = (await loadConsents(tx, { ...asked, doNotCallKeys: keys })).get(question.number);
    if (standing) findings.push(judge(program, standing, question, permission));
  }
  return (
    findings.find((one) => one.decision === 'allow') ??
    findings.find((one) => one.decision === 'hold') ??
    findings[0]
  );
}

function judge(
  program: Program,
  standing: Consent,
  { number, purpose, at }: PermissionQuestion,
  permission: Permission,
): PermissionFinding {
  const { name } = program;
  const joined = { program, standing };
  const found = (decision: Decision, rule: string, sentence: string): PermissionFinding => ({
    decision,
    joined,
    entry: { rule, version: 'standing 1', outcome: decision, sentence: `“${name}”: ${sentence}` },
  });
  const refusal = refusalOf(standing, at);
  if (refusal) return found('drop', refusal.code, refusal.sentence);
  const verdict = permissionOf(standing, { number, purpose, permission, now: at });
  const entry = traceOf(verdict);
  if (verdict.decision !== 'allow' || !isMarketing(purpose))
    return {
      decision: verdict.decision,
      joined,
      entry: { ...entry, sentence: `“${name}”: ${entry.sentence}` },
    };
  if (standing.heldSince)
    return found(
      'hold',
      'reply_to_judge',
      'Marketing waits until somebody has judged what the person wrote.',
    );
  const { pausedUntil } = standing;
  if (pausedUntil && pausedUntil > at)
    return {
      ...found('hold', 'paused_by_person', 'The person wants no marketing until then.'),
      until: pausedUntil,
    };
  return { decision: 'allow', joined, entry: { ...entry, sentence: `“${name}”: ${entry.sentence}` } };
}
