import type { LintChannel } from '@tidings/policy/content';
import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
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
  wish: { readonly name: string; readonly body: string; readonly channel?: LintChannel },
): Promise<Template> {
  const name = checkName(wish.name);
  const body = checkBody(wish.body, wish.channel);
  // Words for a gateway were refused above.
  const channel = (wish.channel ?? 'text') as TemplateChannel;
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const id = ctx.ids.uuid();
    const createdAt = ctx.clock.now();
    if (!(await insertTemplate(tx, { id, name, channel }, createdAt))) throw nameTaken(name);
    await insertVersion(tx, { id, version: 1, body, createdBy: scope.actor, createdAt });
    await recordAudit(tx, scope, {
      act: 'template.created',
      object: publicId('tpl', id),
      after: { name, body, channel },
    });
    return getTemplate(tx, id);
  });
}

export type TemplateChange = {
  readonly name?: string;
  /** Other words are a new version; the same words are none. */
  readonly body?: string;
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
    if (body !== undefined && body !== before.body) {
      next.latestVersion += 1;
      await insertVersion(tx, {
        id,
        version: next.latestVersion,
        body,
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

const wordsOf = ({ name, version, body, isArchived }: Template) => ({ name, version, body, isArchived });

const nameTaken = (name: string) =>
  new Conflict(
    'template.name_taken',
    `There is a template called “${name}” already. Change that one, or choose another name.`,
  );
