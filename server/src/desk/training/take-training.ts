import { recordAudit, requireAccount, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Forbidden, Invalid, LimitReached, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { type Marked, type Module, mark } from './module.ts';
import { afterMonths, missingOf, moduleIds, type Setting, writtenModules } from './needs.ts';
import * as queries from './training.queries.ts';
import { workspaceModule } from './workspace-module.ts';

export async function listModules(tx: Tx, now: Date): Promise<Module[]> {
  return [...writtenModules, workspaceModule(await queries.loadOwnRules(tx, now))];
}

export async function getModule(tx: Tx, id: string, now: Date): Promise<Module> {
  const found = (await listModules(tx, now)).find((module) => module.id === id);
  if (found) return found;
  throw new NotFound(
    'training.no_module',
    `There is no module ${id.slice(0, 60)}. GET /v1/training/modules lists them.`,
  );
}

const mostTriesADay = 5;
const dayMs = 86_400_000;

export type Taken = Marked & { readonly passMark: number; readonly expiresAt: Date | null };

/** A member answers the questions of a module. Passed or not, it is on record; the version tells what was asked. */
export function takeTraining(
  ctx: Context,
  scope: Scope,
  moduleId: string,
  given: { readonly version: string; readonly answers: readonly number[] },
): Promise<Taken> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const accountId = requireAccount(scope);
    const now = ctx.clock.now();
    const module = await getModule(tx, moduleId, now);
    refuseBadAnswers(module, given);
    const tries = await queries.countAttempts(tx, accountId, module.id, new Date(now.getTime() - dayMs));
    if (tries >= mostTriesADay)
      throw new LimitReached(
        'training.too_many_tries',
        'Five tries a day are enough: read the module again and come back tomorrow.',
        dayMs / 1000,
      );
    const { passMark, renewMonths } = await queries.findSetting(tx);
    const marked = mark(module, given.answers, passMark);
    const expiresAt = marked.isPassed ? afterMonths(now, renewMonths) : null;
    const { score, isPassed } = marked;
    await queries.insertAttempt(tx, {
      ...{ accountId, module: module.id, version: module.version, score, isPassed },
      ...{ answers: given.answers, at: now, expiresAt },
    });
    await recordAudit(tx, scope, {
      act: isPassed ? 'training.passed' : 'training.failed',
      object: publicId('mem', accountId),
      after: { module: module.id, version: module.version, score, expires_at: expiresAt },
    });
    return { ...marked, passMark, expiresAt };
  });
}

function refuseBadAnswers(
  module: Module,
  { version, answers }: { version: string; answers: readonly number[] },
): void {
  if (version !== module.version)
    throw new Invalid('training.other_version', 'The module was changed since you read it. Read it again.');
  const isWhole =
    answers.length === module.questions.length &&
    module.questions.every(({ options }, at) => (answers[at] ?? -1) < options.length);
  if (isWhole) return;
  throw new Invalid(
    'training.answers',
    `Give an answer to each of the ${module.questions.length} questions, by the place of the option, counted from 0.`,
  );
}

export function changeSetting(ctx: Context, scope: Scope, setting: Setting): Promise<Setting> {
  const unknown = Object.values(setting.needs)
    .flat()
    .find((id) => !moduleIds.includes(id));
  if (unknown !== undefined)
    throw new Invalid(
      'training.no_module',
      `There is no module ${unknown}. There are ${moduleIds.join(', ')}.`,
    );
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await queries.findSetting(tx);
    await queries.saveSetting(tx, setting);
    await recordAudit(tx, scope, {
      act: 'training.changed',
      object: publicId('wsp', tx.workspaceId),
      ...{ before, after: setting },
    });
    return setting;
  });
}

/**
 * Where the workspace enforces training, refuses to launch or approve to whoever lacks some that their role needs. For a key it is
 * whoever made it; the house itself needs none.
 */
export async function requireTraining(tx: Tx, scope: Pick<Scope, 'actor'>, now: Date): Promise<void> {
  if (scope.actor.startsWith('system:')) return;
  const setting = await queries.findSetting(tx);
  if (!setting.isEnforced) return;
  const person = await queries.findActor(tx, scope.actor);
  if (!person)
    throw new Forbidden(
      'training.nobody',
      'This workspace wants training of whoever launches, and nobody who works here stands behind this key. Sign in, or make a new key.',
    );
  const missing = missingOf(person, setting, await queries.listPasses(tx, person.accountId), now);
  if (missing.length === 0) return;
  const who = scope.actor.startsWith('key:') ? `${person.name}, who made this key,` : 'You';
  throw new Forbidden(
    'training.missing',
    `${who} cannot launch or approve before passing: ${missing.join(', ')}. See /v1/me/training, or \`tidings training\`.`,
  );
}
