import { recordAudit, requireAccount, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import {
  type Assessment,
  getAssessment,
  insertAssessment,
  insertAssessmentVersion,
  lockAssessment,
  saveSignature,
} from './assessment.queries.ts';
import { type AssessmentBody, type AssessmentVersion, draftOf, refuseSignature } from './assessment.ts';
import { generateRecord, type Keeping } from './keep-record.ts';

/** Begins an assessment; without a body it is the draft, prefilled from what is really there. */
export function beginAssessment(
  ctx: Context,
  scope: Scope,
  keeping: Keeping,
  wish: { readonly title: string; readonly body?: AssessmentBody | undefined },
): Promise<Assessment> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const title = wish.title.trim();
    if (title === '') throw new Invalid('assessment.no_title', 'Say in a few words what is assessed.');
    const id = ctx.ids.uuid();
    const made = { by: scope.actor, at: ctx.clock.now() };
    await insertAssessment(tx, { id, title, ...made });
    const body = wish.body ?? draftOf(await generateRecord(tx, ctx, keeping));
    await insertAssessmentVersion(tx, id, { version: 1, body, ...made });
    const after = { version: 1, risks: body.risks.length };
    await recordAudit(tx, scope, { act: 'assessment.begun', object: publicId('dpi', id), after });
    return getAssessment(tx, id);
  });
}

/** What was written before stays, signed or not. */
export function writeAssessment(
  ctx: Context,
  scope: Scope,
  id: string,
  body: AssessmentBody,
): Promise<Assessment> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const version = ((await lockAssessment(tx, id)).versions[0]?.version ?? 0) + 1;
    await insertAssessmentVersion(tx, id, { version, body, by: scope.actor, at: ctx.clock.now() });
    const after = { version, risks: body.risks.length };
    await recordAudit(tx, scope, { act: 'assessment.written', object: publicId('dpi', id), after });
    return getAssessment(tx, id);
  });
}

export type Signature = {
  readonly version: number;
  readonly verdict: NonNullable<AssessmentVersion['verdict']>;
  readonly note: string;
};

/** An officer signs a version: a person, and not the one who wrote it. */
export function signAssessment(
  ctx: Context,
  scope: Scope,
  id: string,
  signature: Signature,
): Promise<Assessment> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { versions } = await lockAssessment(tx, id);
    const by = requireAccount(scope);
    const { version, verdict, note } = signature;
    const found = versions.find((one) => one.version === version);
    if (!found) throw new NotFound('assessment.no_version', `This assessment has no version ${version}.`);
    refuseSignature(found, scope, verdict);
    await saveSignature(tx, id, version, { verdict, note, by, at: ctx.clock.now() });
    await recordAudit(tx, scope, {
      act: 'assessment.signed',
      object: publicId('dpi', id),
      after: { version, verdict },
    });
    return getAssessment(tx, id);
  });
}
