import { getWorkspace, type Workspace } from '../accounts/index.ts';
import {
  type Consent,
  type Contact,
  findContactsByNumber,
  listPrograms,
  loadConsents,
  loadContacts,
  type Program,
} from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { listPools, listSenders, type Sender, type SenderPool } from '../senders/index.ts';
import { listVersions, type Template } from '../templates/index.ts';
import { type Recipient, readRecipient } from './read-recipient.ts';
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
  /** One for each wish, in order. */
  readonly recipients: readonly Recipient[];
  readonly contactsById: ReadonlyMap<number, Contact>;
  readonly contactsByNumber: ReadonlyMap<string, Contact>;
  /** By program, then by number. */
  readonly consents: ReadonlyMap<string, ReadonlyMap<string, Consent>>;
};

export async function loadKnown(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'to' | 'programId' | 'from' | 'words'>[],
): Promise<Known> {
  return { ...(await loadPeople(tx, wishes)), ...(await loadMeans(tx, wishes)) };
}

/** What single wishes may name and most do not. */
export async function loadMeans(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'from' | 'words'>[],
): Promise<Pick<Known, 'pools' | 'versions'>> {
  const isPooled = wishes.some(({ from }) => from !== null && 'poolId' in from);
  const templateIds = wishes.flatMap(({ words }) => ('templateId' in words ? [words.templateId] : []));
  return {
    pools: isPooled ? await listPools(tx) : [],
    versions: templateIds.length === 0 ? [] : await listVersions(tx, [...new Set(templateIds)]),
  };
}

async function loadPeople(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'to' | 'programId'>[],
): Promise<Omit<Known, 'pools' | 'versions'>> {
  const workspace = await getWorkspace(tx);
  const programs = new Map((await listPrograms(tx)).map((program) => [program.id, program]));
  const senders = await listSenders(tx);
  const recipients = wishes.map(({ to }) => readRecipient(to, workspace.country));
  const ids = recipients.flatMap((one) => (one.kind === 'contact' ? [one.contactId] : []));
  const numbers = recipients.flatMap((one) => (one.kind === 'number' ? [one.number] : []));
  const contactsById = ids.length === 0 ? new Map<number, Contact>() : await loadContacts(tx, ids);
  const contactsByNumber =
    numbers.length === 0 ? new Map<string, Contact>() : await findContactsByNumber(tx, [...new Set(numbers)]);
  const known = { workspace, programs, senders, recipients, contactsById, contactsByNumber };
  return { ...known, consents: await loadConsentsOf(tx, wishes, known) };
}

type People = Pick<Known, 'programs' | 'recipients' | 'contactsById'>;

async function loadConsentsOf(
  tx: Tx,
  wishes: readonly Pick<TextWish, 'programId'>[],
  known: People,
): Promise<Map<string, Map<string, Consent>>> {
  const consents = new Map<string, Map<string, Consent>>();
  const asked = Map.groupBy(
    wishes.map((wish, at) => ({ programId: wish.programId, number: numberOf(known, at) })),
    (one) => one.programId,
  );
  for (const [programId, people] of asked) {
    const brandId = known.programs.get(programId)?.brandId;
    const numbers = [...new Set(people.flatMap((one) => one.number ?? []))];
    if (brandId === undefined || numbers.length === 0) continue;
    consents.set(programId, await loadConsents(tx, { programId, brandId, numbers }));
  }
  return consents;
}

/** The number that the wish at this place goes to; null when there is no such person. */
export function numberOf(known: People, at: number): string | null {
  const recipient = known.recipients[at];
  if (recipient?.kind === 'number') return recipient.number;
  if (recipient?.kind === 'contact') return known.contactsById.get(recipient.contactId)?.number ?? null;
  return null;
}
