import { findAccount, findAccountOfActor, getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import { getCampaign, type TriedContent, testWordsFor } from '../campaigns/index.ts';
import { type Contact, findContactsByNumber, loadContacts, mostTesters } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { getTemplate } from '../templates/index.ts';
import { acceptTexts, openTemplates, type Refusal, readRecipient } from '../texts/index.ts';
import { findOwnNumber, findTesterByEmail, listOfTestGroups, listTesters } from './testers.queries.ts';

export type TestWish = {
  /** Numbers, or ids of contacts. */
  readonly to: readonly string[];
  readonly listId: string | null;
  /** To whoever asks. */
  readonly isToMe: boolean;
  /** With the values of this person; null for those of each tester. */
  readonly asContactId: number | null;
  /** In place of the language that the person reads. */
  readonly language: string | null;
  /** Whether it begins with “[Test] ”, which it does in any case to whoever is not of the house. */
  readonly isMarked: boolean;
};

/** What became of one test. */
export type Tested = {
  readonly to: string;
  readonly messageId: number | null;
  readonly text: string | null;
  readonly parts: number;
  /** Why there is none; null where it is on its way. */
  readonly refusal: Pick<Refusal, 'code' | 'sentence'> | null;
};

const mark = '[Test] ';

/**
 * Sends the words of a campaign, in whatever state it is, to those who look at them first. To the house, which is whoever
 * asks and who is in a test group, each is a text of kind `test`, outside caps and reports. To anybody else it is a single text
 * like any other, counted and capped, and says what it is, whose it is and how to leave. All pass what every text
 * passes; what stands against one is told of that one.
 */
export async function sendTests(ctx: Context, scope: Scope, id: string, wish: TestWish): Promise<Tested[]> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const campaign = await getCampaign(tx, id);
    const of = { act: 'campaign.tested', object: publicId('cmp', id), version: campaign.version };
    return sendTestsOf(ctx, tx, scope, campaign, of, wish);
  });
}

/** The words of a template that are in no campaign yet, as a program and a number would say them. */
export async function sendTemplateTests(
  ctx: Context,
  scope: Scope,
  id: string,
  from: { readonly programId: string; readonly senderId: string; readonly version: number | null },
  wish: TestWish,
): Promise<Tested[]> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const template = await getTemplate(tx, id, from.version);
    if (template.channel !== 'text')
      throw new Conflict(
        'template.not_for_texts',
        `“${template.name}” holds words for mail: name a template for texts.`,
      );
    const { language, body, texts, mmsId, version } = template;
    const { programId, senderId } = from;
    const written = { language, body, texts, mmsId, programId, senderId };
    const plain = { opensWithBrand: false, endsWithOptOut: false };
    const of = { act: 'template.tested', object: publicId('tpl', id), version };
    return sendTestsOf(ctx, tx, scope, { ...written, ...plain }, of, wish);
  });
}

async function sendTestsOf(
  ctx: Context,
  tx: Tx,
  scope: Scope,
  tried: TriedContent & { readonly mmsId: string | null },
  of: { readonly act: string; readonly object: string; readonly version: number },
  wish: TestWish,
): Promise<Tested[]> {
  const testers = await findTesters(tx, scope, wish);
  const as = wish.asContactId === null ? null : await personOf(tx, wish.asContactId);
  const people = testers.map(({ contact, number }) => as ?? contact ?? stranger(number));
  const house = await findHouse(tx, scope, testers);
  const wordsOf = (content: TriedContent, wanted: boolean) =>
    wanted ? testWordsFor(ctx, tx, content, people, wish.language) : [];
  const forHouse = await wordsOf(tried, house.size > 0);
  const framed = { ...tried, opensWithBrand: true, endsWithOptOut: true };
  const forOthers = await wordsOf(framed, house.size < testers.length);
  const words = testers.map((tester, at) => (house.has(tester) ? forHouse : forOthers)[at]);
  const written = testers.flatMap((tester, at) => {
    const one = words[at];
    const isMarked = wish.isMarked || !house.has(tester);
    return one?.ok ? [{ tester, text: isMarked ? mark + one.text : one.text }] : [];
  });
  const accepted = await acceptTexts(
    tx,
    ctx,
    openTemplates(),
    written.map(({ tester, text }) => ({
      actor: scope.actor,
      isTest: house.has(tester),
      wish: {
        ...{ to: tester.to, programId: tried.programId, purpose: null, variables: null, sendAt: null },
        ...{ from: { senderId: tried.senderId }, words: { body: text }, validForMs: null },
        ...(tried.mmsId && { mms: { mmsId: tried.mmsId } }),
        metadata: { test_of: of.object },
      },
    })),
  );
  const outcomes = new Map(written.map(({ tester, text }, at) => [tester, { text, accepted: accepted[at] }]));
  const tested = testers.map((tester, at): Tested => {
    const { to, number } = tester;
    const outcome = outcomes.get(tester);
    const flaw = words[at];
    if (!outcome?.accepted)
      return {
        ...{ to: number ?? to, messageId: null, text: null, parts: 0 },
        refusal: flaw && !flaw.ok ? flaw : { code: 'text.empty', sentence: 'There are no words to send.' },
      };
    return outcome.accepted.ok
      ? {
          ...{ to: outcome.accepted.text.number, messageId: outcome.accepted.id, text: outcome.text },
          ...{ parts: outcome.accepted.text.parts, refusal: null },
        }
      : {
          ...{ to: number ?? to, messageId: null, text: outcome.text, parts: 0 },
          refusal: outcome.accepted.refusal,
        };
  });
  const ids = tested.flatMap(({ messageId }) => messageId ?? []);
  await recordAudit(tx, scope, {
    act: of.act,
    object: of.object,
    after: { texts: ids.length, refused: tested.length - ids.length, version: of.version },
  });
  return tested;
}

type Tester = { readonly to: string; readonly number: string | null; readonly contact: Contact | null };

async function findTesters(tx: Tx, scope: Scope, wish: TestWish): Promise<Tester[]> {
  const ids = wish.listId === null ? [] : await peopleOf(tx, wish.listId);
  const wanted = [...(wish.isToMe ? [await findMe(tx, scope)] : []), ...wish.to];
  const { country } = await getWorkspace(tx);
  const named = wanted.map((to) => ({ to, read: readRecipient(to, country) }));
  const numbers = named.flatMap(({ read }) => (read.kind === 'number' ? [read.number] : []));
  const byNumber =
    numbers.length === 0 ? new Map<string, Contact>() : await findContactsByNumber(tx, numbers);
  const known = [...ids, ...named.flatMap(({ read }) => (read.kind === 'contact' ? [read.contactId] : []))];
  const byId = await loadContacts(tx, known);
  const testers = [
    ...ids.map((id) => testerOf(publicId('con', id), byId.get(id) ?? null)),
    ...named.map(({ to, read }) => {
      if (read.kind === 'contact') return testerOf(to, byId.get(read.contactId) ?? null);
      const number = read.kind === 'number' ? read.number : null;
      return { to, number, contact: (number && byNumber.get(number)) || null };
    }),
  ];
  const seen = new Set<string>();
  const each = testers.filter(({ to, number }) => {
    const key = number ?? to;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  if (each.length === 0)
    throw invalid('test.nobody', 'Say who gets the test: numbers, a test group, or you.');
  if (each.length > mostTesters)
    throw invalid(
      'test.too_many',
      `A test goes to ${mostTesters} phones at most, and these are ${each.length}.`,
    );
  return each;
}

const testerOf = (to: string, contact: Contact | null): Tester => ({
  to,
  number: contact?.number ?? null,
  contact,
});

/** Those who look at texts because it is theirs to: whoever asks, at the phone they have shown to be theirs, and test groups. */
async function findHouse(tx: Tx, scope: Scope, testers: readonly Tester[]): Promise<ReadonlySet<Tester>> {
  const accountId = await findAccountOfActor(tx, scope.actor);
  const own = accountId && (await findOwnNumber(tx, accountId));
  const ids = testers.flatMap(({ contact }) => contact?.id ?? []);
  const inGroups = await listOfTestGroups(tx, ids, mostTesters);
  return new Set(
    testers.filter(
      ({ number, contact }) =>
        (number !== null && number === own) || (contact !== null && inGroups.has(contact.id)),
    ),
  );
}

async function peopleOf(tx: Tx, listId: string): Promise<number[]> {
  const ids = await listTesters(tx, listId, mostTesters + 1);
  if (ids === null)
    throw invalid(
      'list.no_test_group',
      'Mark the list as a test group first: tests go to nobody by accident.',
      '/list_id',
    );
  if (ids.length === 0) throw invalid('test.nobody', 'Nobody is in this test group yet.', '/list_id');
  return ids;
}

/** The phone that whoever asks has shown to be theirs, or the person of a test group with their address. */
async function findMe(tx: Tx, scope: Scope): Promise<string> {
  // A key is whoever made it.
  const accountId = await findAccountOfActor(tx, scope.actor);
  const own = accountId && (await findOwnNumber(tx, accountId));
  if (own) return own;
  const account = accountId && (await findAccount(tx, accountId));
  const id = account && (await findTesterByEmail(tx, account.email));
  if (id) return publicId('con', id);
  throw new Conflict(
    'test.unknown_phone',
    `Nobody knows your phone yet: enter it under your notifications, or put a contact with your address${account ? `, ${account.email},` : ''} on a list that is a test group.`,
  );
}

async function personOf(tx: Tx, id: number): Promise<Contact> {
  const contact = (await loadContacts(tx, [id])).get(id);
  if (contact) return contact;
  throw new NotFound('contact.not_found', `There is no contact ${publicId('con', id)} in this workspace.`);
}

/** Of somebody who is on no record nothing is known but the number. */
const stranger = (number: string | null): Contact => ({
  ...{
    id: 0,
    number: number ?? '',
    firstName: null,
    lastName: null,
    email: null,
    country: null,
    region: null,
  },
  ...{ timeZone: null, timeZoneSource: null, carrier: null, fields: {} },
});

const invalid = (code: string, detail: string, pointer = '/to') =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
