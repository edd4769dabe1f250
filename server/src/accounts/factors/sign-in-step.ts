import type { Context } from '../../platform/context.ts';
import { Unauthenticated } from '../../platform/errors.ts';
import { sha256 } from '../../platform/secrets.ts';
import { findStepRow, insertStep, type Step, type StepKind, takeStep } from './sign-in-step.queries.ts';

// Long enough to find a telephone, short enough that a half-open sign-in is not left about.
export const stepMinutes = 5;

/** Remembers where a sign-in stands. The browser keeps the token, we keep its hash. */
export async function beginStep(
  ctx: Context,
  kind: StepKind,
  accountId: string | null,
  detail: Readonly<Record<string, string>> = {},
): Promise<string> {
  const token = ctx.ids.token(32);
  const step = { tokenHash: sha256(token), kind, accountId, detail, minutes: stepMinutes };
  await ctx.db.system((tx) => insertStep(tx, step));
  return token;
}

export async function endStep(ctx: Context, kind: StepKind, token: string | null): Promise<Step> {
  const step = token === null ? null : await ctx.db.system((tx) => takeStep(tx, kind, sha256(token)));
  if (!step) throw stepEnded();
  return step;
}

/** A step that is open; null when there is none, or no more. */
export async function findStep(ctx: Context, kind: StepKind, token: string | null): Promise<Step | null> {
  return token === null ? null : ctx.db.system((tx) => findStepRow(tx, kind, sha256(token)));
}

export async function readStep(ctx: Context, kind: StepKind, token: string | null): Promise<Step> {
  const step = await findStep(ctx, kind, token);
  if (!step) throw stepEnded();
  return step;
}

const stepEnded = () =>
  new Unauthenticated(
    'sign_in.step_ended',
    'This sign-in took too long, was finished already or was begun in another browser. Begin again.',
  );
