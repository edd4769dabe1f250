import type { LintChannel } from '@tidings/policy/content';
import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, conflictAt, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { ensureMms, type MmsWish } from './media/load-mms.ts';
import { expandWords } from './snippets/expand-words.ts';
import {
  findTemplate,
  insertTemplate,
  insertVersion,
  isNameTaken,
  lockTemplate,
  saveTemplate,
} from './template.queries.ts';
import { checkBody, checkName, revisionOf, type Template, type TemplateChannel } from './template.ts';
import { areSame, readLanguage, readTexts, type Texts, usualLanguage, type Words } from './words.ts';

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
    readonly language?: string | undefined;
    readonly texts?: Texts | undefined;
    readonly channel?: LintChannel;
    readonly mms?: MmsWish | null | undefined;
  },
): Promise<Template> {
  const name = checkName(wish.name);
  const words = checkWords(
    { language: wish.language ?? usualLanguage, body: wish.body, texts: wish.texts ?? {} },
    wish.channel,
  );
  // Words for a gateway were refused above.
  const channel = (wish.channel ?? 'text') as TemplateChannel;
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const id = ctx.ids.uuid();
    const createdAt = ctx.clock.now();
    if (!(await insertTemplate(tx, { id, name, channel }, createdAt))) throw nameTaken(name);
    const mmsId = await mmsIdOf(ctx, tx, wish.mms, channel);
    await refuseSnippets(tx, words);
    await insertVersion(tx, { id, version: 1, ...words, mmsId, createdBy: scope.actor, createdAt });
    await recordAudit(tx, scope, {
      act: 'template.created',
      object: publicId('tpl', id),
      after: { name, channel, ...toldWords(words), ...(mmsId && { mms_id: mmsId }) },
    });
    return getTemplate(tx, id);
  });
}

export type TemplateChange = {
  readonly name?: string;
  /** Other words are a new version; the same words are none. */
  readonly body?: string;
  readonly language?: string;
  /** All of them: what is not named is not said any more. */
  readonly texts?: Texts;
  /** Other media are a new version, too; null for none. */
  readonly mms?: MmsWish | null | undefined;
  readonly isArchived?: boolean;
  /** Of the template that was changed; null or left out for whatever there is. */
  readonly revision?: string | null;
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
    refuseNewer(before, change.revision ?? null);
    const changed = { language: before.language, body: before.body, texts: before.texts, ...given(change) };
    // What was kept once by other rules stays as it is while nobody touches it.
    const words = isSame(changed, before) ? changed : checkWords(changed, before.channel);
    const next = { ...before, name: name ?? before.name, isArchived: change.isArchived ?? before.isArchived };
    if (await isNameTaken(tx, next.name, id)) throw nameTaken(next.name);
    const at = ctx.clock.now();
    const mmsId =
      change.mms === undefined ? before.mmsId : await mmsIdOf(ctx, tx, change.mms, before.channel);
    if (!isSame(words, before) || mmsId !== before.mmsId) {
      next.latestVersion += 1;
      await refuseSnippets(tx, words);
      await insertVersion(tx, {
        id,
        version: next.latestVersion,
        ...words,
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

function refuseNewer(before: Template, revision: string | null): void {
  if (revision === null || revision === revisionOf(before)) return;
  throw new Conflict(
    'template.changed_meanwhile',
    `“${before.name}” has been changed by somebody else since: it is at version ${before.latestVersion}. Read it again, then say what you want changed in it.`,
  );
}

const given = ({ body, language, texts }: TemplateChange): Partial<Words> => ({
  ...(body !== undefined && { body }),
  ...(language !== undefined && { language }),
  ...(texts !== undefined && { texts }),
});

const isSame = (one: Words, other: Words): boolean =>
  one.body === other.body && one.language === other.language && areSame(one.texts, other.texts);

/** The words as they can be kept, in every language. */
function checkWords({ body, language: written, texts }: Words, channel: LintChannel = 'text'): Words {
  const language = readLanguage(written);
  checkBody(body, channel);
  return { language, body, texts: readTexts(texts, language, (text, at) => checkBody(text, channel, at)) };
}

/** Refuses words that name a snippet which is not there. Which version they get is settled when they are used. */
async function refuseSnippets(tx: Tx, words: Words): Promise<void> {
  const { all } = await expandWords(tx, words, null);
  const details = all.flatMap(({ pointer, problems }) =>
    problems.map(({ code, sentence, position }) => ({ pointer, code, detail: sentence, position })),
  );
  const [first] = details;
  if (first) throw new Invalid(first.code, details.map((one) => one.detail).join(' '), details);
}

// Of words in one language no more is told than that.
const toldWords = ({ language, body, texts }: Words) => ({
  body,
  ...(language !== usualLanguage && { language }),
  ...(Object.keys(texts).length > 0 && { texts }),
});

const wordsOf = ({ name, version, mmsId, isArchived, ...words }: Template) => ({
  ...{ name, version, ...toldWords(words), isArchived },
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
  conflictAt(
    '/name',
    'template.name_taken',
    `There is a template called “${name}” already. Change that one, or choose another name.`,
  );
