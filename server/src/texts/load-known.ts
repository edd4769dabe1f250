import { isPlainPurpose, promotionalPurposes, tellsHowToLeave } from '@tidings/policy/content';
import { openPermission, type Permission } from '@tidings/policy/permission';
import { getWorkspace, type Workspace } from '../accounts/index.ts';
import {
  findToldContacts,
  getPolicySetting,
  loadRulings,
  noRulings,
  type Rulings,
} from '../compliance/index.ts';
import {
  type Brand,
  type Consent,
  type Contact,
  doNotCallKeys,
  findContactsByNumber,
  listBrands,
  listPrograms,
  listSuppressed,
  loadConsents,
  loadContacts,
  type Program,
} from '../contacts/index.ts';
import { findShortOrigin, type Origins, readLinkSetting } from '../links/index.ts';
import { loadPersonal, type PersonalValues } from '../merging/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { listPools, listSenders, type Sender, type SenderPool } from '../senders/index.ts';
import { listVersions, needsApproval, type Template } from '../templates/index.ts';
import { type KnownMedia, loadKnownMedia, noMedia } from './attachments.ts';
import { type Recipient, readPlainRecipient, readRecipient } from './read-recipient.ts';
import { allTextsOf, loadSaid, type Said } from './said-words.ts';
import type { LinkPlace } from './shorten-addresses.ts';
import type { TextWish } from './text.ts';

/** Everything that the wishes of one batch speak of, read with one query each, however many wishes there are. */
export type Known = {
  readonly workspace: Workspace;
  readonly programs: ReadonlyMap<string, Program>;
  readonly senders: readonly Sender[];
  /** Read only where a wish names one. */
  readonly pools: readonly SenderPool[];
  /** Every version of the templates that are named, latest first. */
  readonly versions: readonly Template[];
  /** Whether approved versions alone are used; asked where a wish names a template. */
  readonly needsApproval: boolean;
  /** Words that hold snippets, with these in place. */
  readonly said: Said;
  /** Tags, lists and events of the people, where words name any. */
  readonly personal: PersonalValues;
  /** What may go along, where a wish or its template names any. */
  readonly attachments: KnownMedia;
  /** Read only where a wish wants its addresses shortened. */
  readonly linkPlace: LinkPlace | null;
  /** One for each wish, in order. */
  readonly recipients: readonly Recipient[];
  readonly contactsById: ReadonlyMap<number, Contact>;
  readonly contactsByNumber: ReadonlyMap<string, Contact>;
  /** By id; what their websites are decides which links are their own. */
  readonly brands: ReadonlyMap<string, Brand>;
  /** By brand, the contacts that have been told within 30 days how to leave it; asked only where words do not say it. */
  readonly told: ReadonlyMap<string, ReadonlySet<number>>;
  /** By program, then by number. */
  readonly consents: ReadonlyMap<string, ReadonlyMap<string, Consent>>;
  /** By program, who has left its brand; asked only where an emergency may go without consent. */
  readonly gone: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which consent texts need here. */
  readonly permission: Permission;
  /** What somebody answerable has said of words. */
  readonly rulings: Rulings;
};

export async function loadKnown(
  ctx: Pick<Context, 'secrets' | 'origin'>,
  tx: Tx,
  wishes: readonly Pick<TextWish, 'to' | 'programId' | 'from' | 'words' | 'mms' | 'shortensLinks'>[],
  now: Date,
): Promise<Known> {
  const keys = doNotCallKeys(ctx, tx.workspaceId);
  const known = { ...(await loadPeople(tx, wishes, keys)), ...(await loadMeans(ctx, tx, wishes)) };
  const personal = await loadPersonalOf(tx, wishes, known);
  return { ...known, personal, told: await loadTold(tx, wishes, known, now) };
}

/** What single wishes may name and most do not. */
export async function loadMeans(
  ctx: Pick<Context, 'origin'>,
  tx: Tx,
  wishes: readonly Pick<TextWish, 'from' | 'words' | 'mms' | 'shortensLinks'>[],
): Promise<Pick<Known, 'pools' | 'versions' | 'attachments' | 'needsApproval' | 'said' | 'linkPlace'>> {
  const { origin } = ctx;
  const isPooled = wishes.some(({ from }) => from !== null && 'poolId' in from);
  const templateIds = wishes.flatMap(({ words }) => ('templateId' in words ? [words.templateId] : []));
  const all = templateIds.length === 0 ? [] : await listVersions(tx, [...new Set(templateIds)]);
  const isApprovalNeeded = all.length > 0 && (await needsApproval(tx));
  // Where nobody need approve templates, snippets are said as they are now.
  const versions = isApprovalNeeded ? all : all.map((one) => ({ ...one, snippets: null }));
  const ofTemplates = versions.flatMap(({ mmsId }) => mmsId ?? []);
  const hasMedia = ofTemplates.length > 0 || wishes.some(({ mms = null }) => mms !== null && mms !== 'none');
  return {
    pools: isPooled ? await listPools(tx) : [],
    versions,
    needsApproval: isApprovalNeeded,
    said: await loadSaid(tx, wishes, versions),
    linkPlace: wishes.some((wish) => wish.shortensLinks) ? await readLinkPlace(ctx, tx) : null,
    attachments: hasMedia ? await loadKnownMedia(tx, wishes, ofTemplates, origin) : noMedia,
  };
}

/** The people whom these recipients are, as far as they are on record. */
async function loadThem(tx: Tx, recipients: readonly Recipient[]) {
  const ids = recipients.flatMap((one) => (one.kind === 'contact' ? [one.contactId] : []));
  const numbers = recipients.flatMap((one) => (one.kind === 'number' ? [one.number] : []));
  const [contactsById, contactsByNumber] = await Promise.all([
    ids.length === 0 ? new Map<number, Contact>() : loadContacts(tx, ids),
    numbers.length === 0 ? new Map<string, Contact>() : findContactsByNumber(tx, [...new Set(numbers)]),
  ]);
  return { contactsById, contactsByNumber };
}

type Means = Awaited<ReturnType<typeof loadMeans>>;

// Whatever names one of these in a tag; a word of the text that looks like one costs a question and changes nothing.
const personalField = /\b(?:tag|list|event)(?:\.[\p{L}\p{N}_]+)+/gu;

/** What the words name of people besides their own fields, looked up for all of them at once. */
async function loadPersonalOf(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'words'>[],
  known: Omit<Known, 'told' | 'personal'>,
): Promise<PersonalValues> {
  const texts = wishes.flatMap(({ words }) => textsOf(words, known));
  const fields = texts.flatMap((text) => (text.includes('{') ? (text.match(personalField) ?? []) : []));
  if (fields.length === 0) return new Map();
  const people = [...known.contactsById.values(), ...known.contactsByNumber.values()];
  return loadPersonal(tx, [...new Set(fields)], [...new Set(people.map(({ id }) => id))]);
}

/** Every text that a wish may come to, in whatever version and language. */
const textsOf = (words: TextWish['words'], { said, versions }: Pick<Known, 'said' | 'versions'>) =>
  'body' in words
    ? allTextsOf(said, words)
    : versions.filter(({ id }) => id === words.templateId).flatMap((one) => allTextsOf(said, one));

async function readLinkPlace(ctx: Origins, tx: Tx): Promise<LinkPlace> {
  const { domain } = await readLinkSetting(tx);
  return { begins: await findShortOrigin(ctx, tx, domain), domains: domain === null ? [] : [domain] };
}

async function loadPeople(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'to' | 'programId'>[],
  keys: readonly string[],
): Promise<Omit<Known, keyof Means | 'told' | 'personal'>> {
  // Whom most wishes mean is known before the country of the workspace is, and is asked for in the same breath.
  const plain = wishes.map(({ to }) => readPlainRecipient(to));
  const [workspace, allPrograms, allBrands, senders, policy, ahead, consentsAhead] = await Promise.all([
    getWorkspace(tx),
    listPrograms(tx),
    listBrands(tx),
    listSenders(tx),
    getPolicySetting(tx),
    loadThem(
      tx,
      plain.flatMap((one) => one ?? []),
    ),
    loadConsentsAhead(tx, wishes, plain, keys),
  ]);
  const programs = new Map(allPrograms.map((program) => [program.id, program]));
  const brands = new Map(allBrands.map((brand) => [brand.id, brand]));
  const recipients = wishes.map(({ to }, at) => plain[at] ?? readRecipient(to, workspace.country));
  const isKnown = plain.every((one) => one !== null);
  const { contactsById, contactsByNumber } = isKnown ? ahead : await loadThem(tx, recipients);
  const permission = openPermission(policy.permissionStandard);
  // Whoever has never changed the policy has said nothing of words, and of marketing nothing is asked.
  const concerned = wishes.length === 0 ? [...programs.keys()] : wishes.map(({ programId }) => programId);
  const isAsked =
    policy.version > 0 && concerned.some((id) => isPlainPurpose(programs.get(id)?.purpose ?? ''));
  const rulings = isAsked ? await loadRulings(tx) : noRulings;
  const found = { workspace, programs, brands, senders, permission, rulings };
  const known = { ...found, recipients, contactsById, contactsByNumber };
  return {
    ...known,
    consents: consentsAhead ?? (await loadConsentsOf(tx, wishes, known, keys)),
    gone: await loadGone(tx, known),
  };
}

/** Where there is no consent to look at, whoever has left stands on record by their number alone. */
async function loadGone(
  tx: Tx,
  known: Pick<Known, 'programs' | 'rulings' | 'recipients' | 'contactsById'>,
): Promise<Map<string, ReadonlySet<string>>> {
  const exempt = known.rulings.released.filter((one) => one.isWithoutConsent);
  const gone = new Map<string, ReadonlySet<string>>();
  const numbers = known.recipients.flatMap((_, at) => numberOf(known, at) ?? []);
  for (const programId of new Set(exempt.map((one) => one.programId))) {
    const program = known.programs.get(programId ?? '');
    if (program) gone.set(program.id, await listSuppressed(tx, program.brandId, numbers));
  }
  return gone;
}

/** Who knows how to leave already, of those whose texts do not say it. */
async function loadTold(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'programId' | 'words'>[],
  known: Omit<Known, 'told' | 'personal'>,
  now: Date,
): Promise<Map<string, ReadonlySet<number>>> {
  const asked = new Map<string, number[]>();
  wishes.forEach(({ programId, words }, at) => {
    const program = known.programs.get(programId);
    const number = numberOf(known, at);
    const contact = number === null ? undefined : contactOf(known, at, number);
    const sources = textsOf(words, known);
    if (!program || !contact || !promotionalPurposes.includes(program.purpose)) return;
    if (sources.every((source) => tellsHowToLeave(source))) return;
    asked.set(program.brandId, [...(asked.get(program.brandId) ?? []), contact.id]);
  });
  const told = new Map<string, ReadonlySet<number>>();
  for (const [brandId, ids] of asked) told.set(brandId, await findToldContacts(tx, brandId, ids, now));
  return told;
}

/** The person that the wish at this place goes to, where they are on record. */
export function contactOf(
  known: Pick<Known, 'recipients' | 'contactsById' | 'contactsByNumber'>,
  at: number,
  number: string,
): Contact | undefined {
  const recipient = known.recipients[at];
  return recipient?.kind === 'contact'
    ? known.contactsById.get(recipient.contactId)
    : known.contactsByNumber.get(number);
}

type People = Pick<Known, 'programs' | 'recipients' | 'contactsById'>;

type Consents = ReadonlyMap<string, ReadonlyMap<string, Consent>>;

/** Where every wish names a number as it is dialled from anywhere, nobody need be found first: this travels with everything else. */
async function loadConsentsAhead(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'programId'>[],
  plain: readonly (Recipient | null)[],
  keys: readonly string[],
): Promise<Consents | null> {
  const people = wishes.flatMap(({ programId }, at) => {
    const recipient = plain[at];
    return recipient?.kind === 'number' ? [{ programId, number: recipient.number }] : [];
  });
  return people.length === wishes.length ? askForConsents(tx, people, () => null, keys) : null;
}

async function loadConsentsOf(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'programId'>[],
  known: People,
  keys: readonly string[],
): Promise<Consents> {
  const people = wishes.flatMap(({ programId }, at) => {
    const number = known.programs.has(programId) ? numberOf(known, at) : null;
    return number === null ? [] : [{ programId, number }];
  });
  return askForConsents(tx, people, (id) => known.programs.get(id)?.brandId ?? null, keys);
}

async function askForConsents(
  tx: Tx,
  people: readonly { readonly programId: string; readonly number: string }[],
  brandOf: (programId: string) => string | null,
  doNotCallKeys: readonly string[],
): Promise<Consents> {
  const asked = [...Map.groupBy(people, ({ programId }) => programId)];
  const found = await Promise.all(
    asked.map(([programId, those]) => {
      const numbers = [...new Set(those.map(({ number }) => number))];
      return loadConsents(tx, { programId, brandId: brandOf(programId), numbers, doNotCallKeys });
    }),
  );
  return new Map(asked.map(([programId], at) => [programId, found[at] ?? new Map()]));
}

/** The number that the wish at this place goes to; null when there is no such person. */
export function numberOf(known: People, at: number): string | null {
  const recipient = known.recipients[at];
  if (recipient?.kind === 'number') return recipient.number;
  if (recipient?.kind === 'contact') return known.contactsById.get(recipient.contactId)?.number ?? null;
  return null;
}
