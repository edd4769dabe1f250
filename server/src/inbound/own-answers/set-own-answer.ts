import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import type { Language } from '../../platform/pages/languages.ts';
import { listReplyBrands } from '../inbound.queries.ts';
import { type AnswerFinding, checkOwnAnswer } from './check-own-answer.ts';
import { deleteOwnAnswer, listOwnAnswers, type OwnAnswer, saveOwnAnswer } from './own-answer.queries.ts';
import type { Occasion } from './own-answers.ts';

/** Null gives the usual words back. */
export type AnswerWish = {
  readonly language: Language;
  readonly occasion: Occasion;
  readonly body: string | null;
};
export type SetAnswers = {
  readonly own: readonly OwnAnswer[];
  readonly warnings: readonly AnswerFinding[];
};

/** Says in which words people are answered from now on; what was said before is on the audit's record. */
export async function setOwnAnswer(ctx: Context, scope: Scope, wish: AnswerWish): Promise<SetAnswers> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { body, ...place } = wish;
    const { country } = await getWorkspace(tx);
    const around = { brands: await listReplyBrands(tx), country };
    const { problems, warnings } =
      body === null ? { problems: [], warnings: [] } : checkOwnAnswer({ ...place, body }, around);
    refuseProblems(problems);
    const isOfPlace = (one: OwnAnswer) => one.language === place.language && one.occasion === place.occasion;
    const before = (await listOwnAnswers(tx)).find(isOfPlace)?.body ?? null;
    if (body === null) await deleteOwnAnswer(tx, place);
    else await saveOwnAnswer(tx, { ...place, body, setBy: scope.actor, setAt: ctx.clock.now() });
    await recordAudit(tx, scope, {
      act: 'own_answer.set',
      object: publicId('wsp', scope.workspaceId),
      before: { ...place, body: before },
      after: { ...place, body },
    });
    return { own: await listOwnAnswers(tx), warnings };
  });
}

function refuseProblems(problems: readonly AnswerFinding[]): void {
  const [first] = problems;
  if (!first) return;
  const details = problems.map(({ code, sentence }) => ({ code, pointer: '/body', detail: sentence }));
  if (problems.length === 1) throw new Invalid(first.code, first.sentence, details);
  const sentence = `${problems.length} things stand against these words. ${first.sentence}`;
  throw new Invalid('answer.not_ready', sentence, details);
}
