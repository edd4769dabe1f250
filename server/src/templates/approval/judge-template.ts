import { findAccountOfActor, recordAudit, requireAccount, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Forbidden } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { getTemplate } from '../save-template.ts';
import { expandWords } from '../snippets/expand-words.ts';
import { listVersions, lockTemplate } from '../template.queries.ts';
import type { Template } from '../template.ts';
import {
  insertVerdict,
  needsApproval,
  saveNeedsApproval,
  type TemplateVerdict,
} from './template-approval.queries.ts';

export type TemplateWord = Pick<TemplateVerdict, 'verdict' | 'note'> & {
  /** Of the words that they have looked at. */
  readonly version: number;
};

/**
 * Somebody who did not write this version says yes or no to it. Their last word counts. It is about the snippets in it as they are
 * now: whoever writes one anew has changed nothing that was approved.
 */
export async function judgeTemplate(
  ctx: Context,
  scope: Scope,
  id: string,
  word: TemplateWord,
): Promise<Template> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockTemplate(tx, id);
    const template = await getTemplate(tx, id, word.version);
    const accountId = requireAccount(scope);
    if ((await findAccountOfActor(tx, template.createdBy)) === accountId)
      throw new Forbidden(
        'approval.own_words',
        'You wrote this version, or made the key that it was written with. Somebody else must approve it.',
      );
    const { versions: snippets } = await expandWords(tx, template, null);
    const given = { ...word, accountId, snippets, givenAt: ctx.clock.now() };
    await insertVerdict(tx, { id, version: word.version }, given);
    await recordAudit(tx, scope, {
      act: `template.${word.verdict}`,
      object: publicId('tpl', id),
      before: { version: word.version, standing: template.standing },
      after: { version: word.version, note: word.note, snippets },
    });
    return getTemplate(tx, id, word.version);
  });
}

/** From now on, whatever was approved before. */
export async function setNeedsApproval(ctx: Context, scope: Scope, isNeeded: boolean): Promise<boolean> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await needsApproval(tx);
    await saveNeedsApproval(tx, isNeeded);
    await recordAudit(tx, scope, {
      act: 'template_setting.changed',
      object: publicId('wsp', scope.workspaceId),
      before: { needs_approval: before },
      after: { needs_approval: isNeeded },
    });
    return isNeeded;
  });
}

/** Why no text may be written from this version; null where one may. */
export function unapprovedBecause(
  { name, version, standing }: Pick<Template, 'name' | 'version' | 'standing'>,
  isNeeded: boolean,
): string | null {
  if (!isNeeded || standing === 'approved') return null;
  return standing === 'declined'
    ? `Version ${version} of “${name}” was declined. Use one that is approved, or write it anew and have that approved.`
    : `Version ${version} of “${name}” is not approved yet: somebody who did not write it has to, because this workspace asks for it.`;
}

/** In this version, or in the latest that may be used; refused where that is archived or has still to be approved. */
export async function getUsableTemplate(tx: Tx, id: string, version: number | null): Promise<Template> {
  const isNeeded = await needsApproval(tx);
  const wished = await getTemplate(tx, id, version);
  const approved =
    version === null && isNeeded
      ? (await listVersions(tx, [id])).find(({ standing }) => standing === 'approved')
      : undefined;
  const template = approved ?? wished;
  if (template.isArchived)
    throw new Conflict(
      'template.archived',
      `“${template.name}” is archived: take it back from there, or name another template.`,
    );
  const sentence = unapprovedBecause(template, isNeeded);
  if (sentence !== null) throw new Conflict('template.not_approved', sentence);
  return template;
}
