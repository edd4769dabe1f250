import type { LintChannel } from '@tidings/policy/content';
import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { ensureMms, type MmsWish } from './media/load-mms.ts';
import {
  findTemplate,
  insertTemplate,
  insertVersion,
  isNameTaken,
  lockTemplate,
  saveTemplate,
} from './template.queries.ts';
import { checkBody, checkName, type Template, type TemplateChannel } from './template.ts';

/** In this version, or in the latest. */
export async function getTemplate(tx: Tx, id: string, version: number | null = null): Promise<Template> {
  const template = await findTemplate(tx, id, version);
  if (template) return template;
  const latest = version === null ? null : await findTemplate(tx, id, null);
  if (latest) {
    const detail = `“${latest.name}” has no version ${version}: its latest is ${latest.latestVersion}.`;
    throw new NotFound('template.no_version', detail);
  }
  throw new NotFound(
    'template.not_found',
    `There is no template ${publicId('tpl', id)} in this workspace. List the templates to see which there are.`,
  );
}

export async function createTemplate(
  ctx: Context,
  scope: Scope,
  wish: {
    readonly name: string;
    readonly body: string;
    readonly channel?: LintChannel;
    readonly mms?: MmsWish | null | undefined;
  },
): Promise<Template> {
  const name = checkName(wish.name);
  const body = checkBody(wish.body, wish.channel);
  // Words for a gateway were refused above.
  const channel = (wish.channel ?? 'text') as TemplateChannel;
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const id = ctx.ids.uuid();
    const createdAt = ctx.clock.now();
    if (!(await insertTemplate(tx, { id, name, channel }, createdAt))) throw nameTaken(name);
    const mmsId = await mmsIdOf(ctx, tx, wish.mms, channel);
    await insertVersion(tx, { id, version: 1, body, mmsId, createdBy: scope.actor, createdAt });
    await recordAudit(tx, scope, {
      act: 'template.created',
      object: publicId('tpl', id),
      after: { name, body, channel, ...(mmsId && { mms_id: mmsId }) },
    });
    return getTemplate(tx, id);
  });
}

export type TemplateChange = {
  readonly name?: string;
  /** Other words are a new version; the same words are none. */
  readonly body?: string;
  /** Other media are a new version, too; null for none. */
  readonly mms?: MmsWish | null | undefined;
  readonly isArchived?: boolean;
};

export async function changeTemplate(
  ctx: Context,
  scope: Scope,
  id: string,
  change: TemplateChange,
): Promise<Template> {
  const name = change.name === undefined ? undefined : checkName(change.name);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockTemplate(tx, id);
    const before = await getTemplate(tx, id);
    const body = change.body === undefined ? undefined : checkBody(change.body, before.channel);
    const next = { ...before, name: name ?? before.name, isArchived: change.isArchived ?? before.isArchived };
    if (await isNameTaken(tx, next.name, id)) throw nameTaken(next.name);
    const at = ctx.clock.now();
    const mmsId =
      change.mms === undefined ? before.mmsId : await mmsIdOf(ctx, tx, change.mms, before.channel);
    if ((body !== undefined && body !== before.body) || mmsId !== before.mmsId) {
      next.latestVersion += 1;
      await insertVersion(tx, {
        id,
        version: next.latestVersion,
        body: body ?? before.body,
        mmsId,
        createdBy: scope.actor,
        createdAt: at,
      });
    }
    await saveTemplate(tx, next, next.isArchived ? at : null);
    const after = await getTemplate(tx, id);
    await recordAudit(tx, scope, {
      act: 'template.changed',
      object: publicId('tpl', id),
      before: wordsOf(before),
      after: wordsOf(after),
    });
    return after;
  });
}

const wordsOf = ({ name, version, body, mmsId, isArchived }: Template) => ({
  ...{ name, version, body, isArchived },
  ...(mmsId && { mms_id: mmsId }),
});

async function mmsIdOf(
  ctx: Context,
  tx: Tx,
  wish: MmsWish | null | undefined,
  channel: TemplateChannel,
): Promise<string | null> {
  if (!wish) return null;
  if (channel !== 'text') {
    const detail = 'Media go along with texts: words for mail have none.';
    throw new Invalid('template.no_media', detail, [
      { pointer: '/media', code: 'template.no_media', detail },
    ]);
  }
  return (await ensureMms(ctx, tx, wish)).id;
}

const nameTaken = (name: string) =>
  new Conflict(
    'template.name_taken',
    `There is a template called “${name}” already. Change that one, or choose another name.`,
  );
