import { expandSnippets } from '@tidings/sms';
import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { conflictAt, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { checkBody } from '../template.ts';
import { areSame, readTexts, type Texts, textFor } from '../words.ts';
import { expandWords } from './expand-words.ts';
import {
  findSnippet,
  insertSnippet,
  insertSnippetVersion,
  loadSnippets,
  lockSnippet,
  saveSnippet,
} from './snippet.queries.ts';
import { readSnippetName, type Snippet } from './snippet.ts';

export async function getSnippet(tx: Tx, id: string): Promise<Snippet> {
  const snippet = await findSnippet(tx, id);
  if (snippet) return snippet;
  throw new NotFound(
    'snippet.not_found',
    `There is no snippet ${publicId('snp', id)} in this workspace. List the snippets to see which there are.`,
  );
}

export async function createSnippet(
  ctx: Context,
  scope: Scope,
  wish: { readonly name: string; readonly body: string; readonly texts?: Texts },
): Promise<Snippet> {
  const name = readSnippetName(wish.name);
  const texts = checkTexts(wish.body, wish.texts ?? {});
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await refuseCircles(tx, name, { body: wish.body, texts });
    const id = ctx.ids.uuid();
    const createdAt = ctx.clock.now();
    if (!(await insertSnippet(tx, { id, name }, createdAt)))
      throw conflictAt(
        '/name',
        'snippet.name_taken',
        `There is a snippet called “${name}” already. Write that one anew, or choose another name.`,
      );
    await insertSnippetVersion(tx, {
      ...{ id, version: 1, body: wish.body, texts, createdBy: scope.actor, createdAt },
    });
    await recordAudit(tx, scope, {
      act: 'snippet.created',
      object: publicId('snp', id),
      after: { name, body: wish.body, texts },
    });
    return getSnippet(tx, id);
  });
}

export type SnippetChange = {
  /** Other words are a new version; the same words are none. */
  readonly body?: string;
  readonly texts?: Texts;
  readonly isArchived?: boolean;
};

/** What was checked, scheduled or approved with an earlier version says that one; whoever checks anew gets this one. */
export async function changeSnippet(
  ctx: Context,
  scope: Scope,
  id: string,
  change: SnippetChange,
): Promise<Snippet> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await lockSnippet(tx, id);
    const before = await getSnippet(tx, id);
    const body = change.body ?? before.body;
    const texts = checkTexts(body, change.texts ?? before.texts);
    const isNew = body !== before.body || !areSame(texts, before.texts);
    const at = ctx.clock.now();
    const latestVersion = before.latestVersion + (isNew ? 1 : 0);
    if (isNew) {
      await refuseCircles(tx, before.name, { body, texts });
      await insertSnippetVersion(tx, {
        ...{ id, version: latestVersion, body, texts, createdBy: scope.actor, createdAt: at },
      });
    }
    const isArchived = change.isArchived ?? before.isArchived;
    await saveSnippet(tx, { id, latestVersion }, isArchived ? at : null);
    const after = await getSnippet(tx, id);
    await recordAudit(tx, scope, {
      act: 'snippet.changed',
      object: publicId('snp', id),
      before: wordsOf(before),
      after: wordsOf(after),
    });
    return after;
  });
}

const wordsOf = ({ name, version, body, texts, isArchived }: Snippet) => ({
  ...{ name, version, body, texts, isArchived },
});

function checkTexts(body: string, texts: Texts): Texts {
  checkBody(body);
  // A snippet has no language of its own: its body stands where no text fits.
  return readTexts(texts, '', (text, pointer) => checkBody(text, 'text', pointer));
}

/** Refuses words that name a snippet that is not there, or that come to hold themselves. */
async function refuseCircles(tx: Tx, name: string, words: Pick<Snippet, 'body' | 'texts'>): Promise<void> {
  const said = await expandWords(tx, { language: '', ...words }, null);
  const inner = new Map(
    (await loadSnippets(tx, Object.keys(said.versions), null)).map((one) => [one.name, one]),
  );
  for (const { language, pointer } of said.all) {
    const written = pointer === '/body' ? words.body : (words.texts[language] ?? '');
    const bodyOf = (wanted: string) => {
      if (wanted === name) return written;
      const found = inner.get(wanted);
      return found && !found.isArchived ? textFor(found, language).body : undefined;
    };
    // Its own name may come in by another, so it stands for these very words.
    const { problems } = expandSnippets(written, bodyOf);
    if (problems.length === 0) continue;
    const details = problems.map(({ code, sentence, position }) => ({
      pointer,
      code,
      detail: sentence,
      position,
    }));
    const sentence = problems.map((one) => one.sentence).join(' ');
    throw new Invalid(problems[0]?.code ?? 'snippet.unknown', sentence, details);
  }
}
