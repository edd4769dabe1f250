import { listPrograms, needsWrittenConsent, type Program, rejoin } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { keptAnswer, startAnswer } from '../answer-words.ts';
import type { Answer } from '../answers.ts';
import type { TakenReply } from '../inbound.queries.ts';
import { confirmWithinMs } from '../reply.ts';
import { wishOf } from '../wish.ts';
import { closeQuestions } from './opt-out-question.queries.ts';

/** START: what the person's own record allows is open again. Rare beside STOP, so one after another. */
export async function comeBack(tx: Tx, ctx: Context, replies: readonly TakenReply[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const reply of replies) {
    const restored: string[] = [];
    let isNews = false;
    const { contactId: _, ...wish } = wishOf(ctx, reply, reply.contactId);
    const only = reply.keeps?.programIds ?? null;
    for (const brand of reply.brands) {
      const result = await rejoin(tx, ctx, { ...wish, brandId: brand.id, actor: 'system:inbound', only });
      restored.push(...result.restored);
      isNews ||= result.wasSuppressed;
    }
    if (reply.keeps) await closeQuestions(tx, [reply.keeps.questionId], ctx.clock.now());
    if ((isNews || reply.keeps) && reply.ageMs <= confirmWithinMs)
      answers.push({
        reply,
        body: await answerTo(tx, reply, restored),
        reason: 'start_confirmation',
        withinMs: confirmWithinMs - reply.ageMs,
      });
  }
  return answers;
}

/**
 * Where the law wants marketing to be agreed to in writing, what was to be read before joining is told again: the STOP has
 * ended that agreement, and a START alone shows nobody anything (47 CFR 64.1200(f)(9)).
 */
async function answerTo(tx: Tx, reply: TakenReply, restored: readonly string[]): Promise<string> {
  const programs: Program[] = restored.length === 0 ? [] : await listPrograms(tx);
  const back = programs.filter(({ id }) => restored.includes(id));
  const names = back.map(({ name }) => name);
  const answer =
    reply.keeps && back.length > 0
      ? keptAnswer(reply.language, reply.brands, names)
      : startAnswer(reply.language, reply.brands, back.length > 0, reply.ownAnswers);
  const told = back
    .filter((program) => needsWrittenConsent(program, reply.from))
    .map((one) => one.disclosure);
  return [answer, ...new Set(told)].join(' ');
}
