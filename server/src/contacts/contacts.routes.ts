import { Type } from 'typebox';
import { getWorkspace, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { etagOf, readIfMatch } from '../platform/http/etag.ts';
import { badCursor, pageOf, readCursor, writeCursor } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import type { Evidence } from './consent.ts';
import { getConsentRecord } from './consent-record.ts';
import { getBelonging, getContact } from './contact.queries.ts';
import { toConsentRecordAnswer, toContactAnswer, toContactDetail } from './contact-answers.ts';
import { ContactChangeBody, readContactChange } from './contact-change.schemas.ts';
import { readContactId, readProgramId } from './contact-ids.ts';
import { type ContactPlace, listContacts } from './contact-search.queries.ts';
import { readContactSearch } from './contact-search.ts';
import * as schemas from './contacts.schemas.ts';
import { correctContact } from './correct-contact.ts';
import { createContact } from './create-contact.ts';
import { requireLists } from './list.queries.ts';
import { optOutContact } from './opt-out-contact.ts';
import { loadTextable } from './textable.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['contacts'];

export function contactRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/contacts',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'List contacts, newest first, or those that begin with what is searched for',
        description:
          'A page may be shorter than its limit and still have a next one: a search by name looks through a bounded number of people at a time.',
        tags,
        querystring: schemas.ContactsQuery,
        response: { 200: pageOf(schemas.ContactAnswer) },
      },
    },
    async ({ query, scope }) => {
      const listId = query.list === undefined ? undefined : readListId(query.list);
      const found = await ctx.db.tx(scope.workspaceId, async (tx) => {
        if (listId) await requireLists(tx, [listId]);
        const search = readContactSearch(query.search, (await getWorkspace(tx)).country);
        const filter = { ...(listId && { listId }), ...(query.tag && { tag: query.tag }) };
        const page = await listContacts(tx, {
          search,
          ...filter,
          limit: query.limit ?? 50,
          after: readPlace(query.cursor),
        });
        const numbers = page.contacts.map(({ number }) => number);
        return { ...page, textable: await loadTextable(tx, numbers, ctx.clock.now()) };
      });
      const next = found.next === null ? null : writeCursor(found.next);
      const data = found.contacts.map((contact) => ({
        ...toContactAnswer(contact),
        may_be_texted: found.textable(contact.number).answer,
      }));
      return { data, next_cursor: next, has_more: next !== null };
    },
  );

  http.post(
    '/v1/contacts',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Add a contact, with their consent when there is one to record',
        tags,
        body: schemas.ContactBody,
        response: { 201: schemas.NewContactAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const { first_name, last_name, time_zone, lists, consent, ...rest } = body;
      const { contact, consent: decision } = await createContact(ctx, scope, {
        ...rest,
        firstName: first_name ?? null,
        lastName: last_name ?? null,
        timeZone: time_zone ?? null,
        listIds: (lists ?? []).map(readListId),
        consent: consent && {
          programId: readProgramId(consent.program_id),
          method: consent.method,
          occurredAt: new Date(consent.occurred_at),
          wordsShown: consent.words_shown ?? null,
          evidence: (consent.evidence ?? {}) as Evidence,
        },
      });
      return reply.code(201).send({ ...toContactAnswer(contact), consent: decision });
    },
  );

  http.get(
    '/v1/contacts/:id',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'Read a contact with their lists and tags',
        tags,
        params,
        response: { 200: schemas.ContactDetail },
      },
    },
    async ({ params: { id }, scope }, reply) => {
      const contactId = readContactId(id);
      const detail = await ctx.db.tx(scope.workspaceId, async (tx) =>
        toContactDetail(await getContact(tx, contactId), await getBelonging(tx, contactId)),
      );
      return reply.header('etag', etagOf(detail.revision)).send(detail);
    },
  );

  http.patch(
    '/v1/contacts/:id',
    {
      config: { permission: 'contacts.write', isNarrowed: true },
      schema: {
        summary: 'Correct what is on file of a person: names, address, language, zone and own columns',
        description:
          'What is left out stays. The number, consent, lists and tags are refused with where they are changed.',
        tags,
        params,
        body: ContactChangeBody,
        response: { 200: schemas.ContactDetail },
      },
    },
    async ({ params: { id }, body, headers, scope }, reply) => {
      const contactId = readContactId(id);
      const change = readContactChange(body);
      const revision = body.revision ?? readIfMatch(headers['if-match']);
      const detail = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const contact = await correctContact(tx, ctx, scope, contactId, change, revision);
        return toContactDetail(contact, await getBelonging(tx, contactId));
      });
      return reply.header('etag', etagOf(detail.revision)).send(detail);
    },
  );

  http.post(
    '/v1/contacts/:id/opt-out',
    {
      config: { permission: 'suppression.write' },
      schema: {
        summary: 'Record that this person wants no more texts',
        tags,
        params,
        body: schemas.OptOutBody,
        response: { 200: schemas.OptOutAnswer },
      },
    },
    async ({ params: { id }, body, scope }) => {
      const contactId = readContactId(id);
      const left = await optOutContact(ctx, scope, contactId, {
        ...(body.program_id && { programId: readProgramId(body.program_id) }),
        method: body.method ?? methodOf(scope),
        occurredAt: body.occurred_at ? new Date(body.occurred_at) : undefined,
        evidence: { ...body.evidence, ...(body.note && { note: body.note }) } as Evidence,
      });
      const brands = left.map((one) => ({
        brand_id: publicId('brd', one.brandId),
        brand_name: one.brandName,
        event_id: publicId('cev', one.eventId),
        was_opted_out: one.wasOptedOut,
      }));
      return { contact_id: publicId('con', contactId), brands };
    },
  );

  http.get(
    '/v1/contacts/:id/consent',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary: 'Read what this person agreed to, when, how and in which words',
        tags,
        params,
        response: { 200: schemas.ConsentRecordAnswer },
      },
    },
    async ({ params: { id }, scope }) => {
      const contactId = readContactId(id);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const { number } = await getContact(tx, contactId);
        return toConsentRecordAnswer(contactId, await getConsentRecord(tx, number, ctx.clock.now()));
      });
    },
  );
}

// Programs speak through keys, people through the console.
const methodOf = (scope: Scope) => (scope.actor.startsWith('key:') ? 'api' : 'console');

function readListId(text: string): string {
  const id = readUuidId('lst', text);
  if (id === null) throw new NotFound('list.not_found', `There is no list ${text} in this workspace.`);
  return id;
}

function readPlace(cursor: string | undefined): ContactPlace | null {
  const place = readCursor(cursor);
  if (place === null) return null;
  if (typeof place === 'object' && 'id' in place && Number.isSafeInteger(place.id))
    return { id: Number(place.id) };
  if (typeof place === 'object' && 'number' in place && typeof place.number === 'string')
    return { number: place.number };
  throw badCursor();
}
