import { type Static, Type } from 'typebox';
import { findWritten, SegmentJson } from '../audiences/index.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import { type BulkChange, isOver, type Refusal, refusals, statuses, total, waiting } from './bulk-change.ts';
import type { WhomWish } from './request-change.ts';

const mostNamed = 10_000;
const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ format: 'date-time' });
const Note = Type.String({ minLength: 1, maxLength: 2_000 });

const search = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'As the listing of contacts searches.',
});
const list = Type.String({ description: 'Who is on this list: lst_…' });
const tag = Type.String({ minLength: 1, maxLength: 100, description: 'Who has this tag.' });
const text = Type.String({ minLength: 1, maxLength: 20_000, description: 'A segment rule in words.' });

const Whom = Type.Object(
  {
    contacts: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, maxItems: mostNamed, description: 'These people: con_…' }),
    ),
    search: Type.Optional(search),
    list: Type.Optional(list),
    tag: Type.Optional(tag),
    text: Type.Optional(text),
    rule: Type.Optional(SegmentJson),
    everybody: Type.Optional(Type.Literal(true)),
  },
  {
    additionalProperties: false,
    description:
      'One of: contacts; text or rule; everybody; or any of search, list and tag, which everybody meant must fit.',
  },
);

const shared = {
  whom: Whom,
  begins_at_once: Type.Optional(
    Type.Boolean({
      description: 'Begin without a word once they are counted; otherwise it waits at `ready`.',
    }),
  ),
};

export const ChangeBody = Type.Object(
  {
    act: Type.Enum(['add_tag', 'remove_tag', 'add_to_list', 'remove_from_list']),
    tag: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'For the acts about a tag.' }),
    ),
    list_id: Type.Optional(Type.String({ description: 'For the acts about a list: lst_…' })),
    ...shared,
  },
  { additionalProperties: false },
);

export const SuppressBody = Type.Object(
  {
    reason: Type.String({
      ...{ minLength: 1, maxLength: 50, pattern: '^[a-z][a-z0-9_]*$' },
      description: 'Why: phone, email, form, in_person, letter, do_not_call, complaint …',
    }),
    note: Type.Optional(Note),
    brand_id: Type.Optional(
      nullable(
        Type.String({ description: 'brd_…; without it, every brand there is and every one to come.' }),
      ),
    ),
    ...shared,
  },
  { additionalProperties: false },
);

export const EraseBody = Type.Object(
  {
    note: { ...Note, description: 'Why they are erased; it stands in the register of requests.' },
    ...shared,
  },
  { additionalProperties: false },
);

export const BeginBody = Type.Object(
  {
    people: Type.Optional({
      ...Count,
      description: 'How many you have seen are found; with another number it is refused.',
    }),
  },
  { additionalProperties: false },
);

export const ExportQuery = Type.Object({
  search: Type.Optional(search),
  list: Type.Optional(list),
  tag: Type.Optional(tag),
  text: Type.Optional(text),
});

export const BulkChangeAnswer = Type.Object(
  {
    object: Type.Literal('bulk_change'),
    id: Type.String(),
    act: Type.Enum(['add_tag', 'remove_tag', 'add_to_list', 'remove_from_list', 'suppress', 'erase']),
    tag: nullable(Type.String()),
    list_id: nullable(Type.String()),
    reason: nullable(Type.String()),
    note: nullable(Type.String()),
    brand_id: nullable(Type.String()),
    status: Type.Enum([...statuses], {
      description: 'ready: they are counted and it waits for a word. What is stopped keeps what was done.',
    }),
    people: { ...Count, description: 'So many were found.' },
    waiting: { ...Count, description: 'So many have not had their turn.' },
    changed: Count,
    unchanged: { ...Count, description: 'They were so already.' },
    refused: Type.Array(
      Type.Object({
        reason: Type.Enum(Object.keys(refusals) as Refusal[]),
        people: Count,
        detail: Type.String(),
      }),
    ),
    left_out: { ...Count, description: 'Whose turn never came, because it was stopped or failed.' },
    problem: nullable(Type.String()),
    created_by: Type.String(),
    created_at: Time,
    begun_at: nullable(Time),
    ended_at: nullable(Time),
  },
  { title: 'BulkChange' },
);

export function toAnswer(change: BulkChange): Static<typeof BulkChangeAnswer> {
  const { tag: named = null, listId, reason = null, note = null, brandId } = change.details;
  const dealt = change.changed + change.unchanged + total(change);
  return {
    object: 'bulk_change',
    id: publicId('bch', change.id),
    act: change.act,
    tag: named,
    list_id: listId === undefined ? null : publicId('lst', listId),
    ...{ reason, note },
    brand_id: brandId == null ? null : publicId('brd', brandId),
    status: change.status,
    people: change.found,
    waiting: waiting(change),
    changed: change.changed,
    unchanged: change.unchanged,
    refused: Object.entries(change.refused).map(([why, people]) => ({
      ...{ reason: why as Refusal, people, detail: refusals[why as Refusal] },
    })),
    left_out: isOver(change) ? change.found - dealt : 0,
    problem: change.problem,
    created_by: change.createdBy,
    created_at: change.createdAt.toISOString(),
    begun_at: change.begunAt?.toISOString() ?? null,
    ended_at: change.endedAt?.toISOString() ?? null,
  };
}

/** One way of saying who, never two: what is meant by both of them would be anybody's guess. */
export function readWhom(whom: Static<typeof Whom>): WhomWish {
  const { contacts, everybody, search: words, list: on, tag: tagged } = whom;
  const written = findWritten(whom);
  const isSearch = words !== undefined || on !== undefined || tagged !== undefined;
  const ways = [contacts !== undefined, written !== null, everybody === true, isSearch].filter(
    Boolean,
  ).length;
  if (ways !== 1)
    throw bad(
      ways === 0
        ? 'Say who: contacts, text or rule, everybody, or search, list and tag.'
        : 'Say who in one way: contacts, a rule, everybody, or search, list and tag.',
    );
  if (contacts) return { kind: 'contacts', ids: contacts.map(readContact) };
  if (written) return { kind: 'rule', written };
  return toSearch({ search: words, list: on, tag: tagged });
}

type Searched = Readonly<Partial<Record<'search' | 'list' | 'tag', string | undefined>>>;

export const toSearch = (query: Searched) => ({
  kind: 'search' as const,
  search: query.search ?? null,
  listId: query.list === undefined ? null : readListId(query.list),
  tag: query.tag ?? null,
});

const bad = (detail: string) =>
  new Invalid('bulk_change.whom', detail, [{ pointer: '/whom', code: 'bulk_change.whom', detail }]);

/** A rule and a search at once cannot be meant for one file. */
export const twoWays = () => bad('Give a rule as text, or search, list and tag; not both.');

function readContact(id: string): number {
  const contactId = readNumberId('con', id);
  if (contactId !== null) return contactId;
  throw new NotFound('contact.not_found', `There is no contact ${id.slice(0, 60)} in this workspace.`);
}

export function readListId(text: string): string {
  const id = readUuidId('lst', text);
  if (id !== null) return id;
  throw new NotFound('list.not_found', `There is no list ${text.slice(0, 60)} in this workspace.`);
}

export function readBrandId(text: string | null | undefined): string | null {
  if (text == null) return null;
  const id = readUuidId('brd', text);
  if (id !== null) return id;
  throw new NotFound('brand.not_found', `There is no brand ${text.slice(0, 60)} in this workspace.`);
}

export function readChangeId(text: string): string {
  const id = readUuidId('bch', text);
  if (id !== null) return id;
  throw new NotFound('bulk_change.not_found', `There is no change ${text.slice(0, 60)} in this workspace.`);
}
