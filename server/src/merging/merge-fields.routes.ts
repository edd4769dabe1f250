import { Type } from 'typebox';
import {
  getContact,
  labelOfStandard,
  languageOf,
  listContactFields,
  standardFields,
} from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { pageOf } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import { listSnippets } from '../templates/index.ts';
import { loadMerged, loadPersonal } from './load-personal.ts';
import { groupOf } from './merge-field.ts';
import { listKnownFields } from './open-fields.ts';

const MergeFieldAnswer = Type.Object(
  {
    name: Type.String({ description: 'What a text says: {{ name }}.' }),
    group: Type.String({
      description: 'contact, workspace, brand, program, sender, tag, list, event or snippet.',
    }),
    label: Type.String({ description: 'What people read.' }),
    example: Type.String(),
    may_be_missing: Type.Boolean({
      description: 'Where it is true, a text needs a fallback or a condition for it.',
    }),
    insert: Type.String({ description: 'What to put into a text.' }),
  },
  { title: 'MergeField' },
);

const MergeValuesAnswer = Type.Object(
  {
    object: Type.Literal('merge_values'),
    contact_id: Type.String(),
    language: nullable(Type.String({ description: 'What they read, where somebody has said it.' })),
    values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
      description: 'By the name of the field; what they lack is not there.',
    }),
  },
  { title: 'MergeValues' },
);

/** Always there for whoever gets a text. */
const neverMissing: readonly string[] = ['number'];
const mostSnippets = 1_000;

/** Everything that texts may say about people. */
export function mergeFieldRoutes(http: Http, ctx: Context): void {
  valuesRoute(http, ctx);
  http.get(
    '/v1/merge-fields',
    {
      config: { permission: 'templates.read' },
      schema: {
        summary:
          'List everything that a text may name: fields of people, facts, tags, lists, events, snippets',
        tags: ['templates'],
        response: { 200: pageOf(MergeFieldAnswer) },
      },
    },
    async ({ scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const own = await listContactFields(tx);
        const snippets = await listSnippets(tx, { after: '', limit: mostSnippets, isArchived: false });
        const contact = [
          ...standardFields.map((name) => ({ name, label: labelOfStandard(name) })),
          ...(own.some(({ name }) => name === 'language') ? [] : [{ name: 'language', label: 'Language' }]),
          ...own,
        ].map(({ name, label }) => ({
          ...{ name, label, group: 'contact', example: '', mayBeMissing: !neverMissing.includes(name) },
        }));
        const said = snippets.map(({ name, body }) => ({
          ...{ name: `snippet.${name}`, group: 'snippet', label: name, example: body.slice(0, 200) },
          mayBeMissing: false,
        }));
        const data = [...contact, ...(await listKnownFields(tx)), ...said].map(
          ({ mayBeMissing, ...field }) => ({
            ...field,
            may_be_missing: mayBeMissing,
            insert: insertOf(field.name, field.group, mayBeMissing),
          }),
        );
        return { data, next_cursor: null, has_more: false };
      }),
  );
}

/** So many kinds of events are asked about for one person; who has more names them in words and sees them in a preview. */
const mostEventFields = 200;

function valuesRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/contacts/:id/merge-values',
    {
      config: { permission: 'contacts.read', isNarrowed: true },
      schema: {
        summary:
          'See what a text of a program from a number may say about one person, besides their own fields',
        tags: ['contacts'],
        params: Type.Object({ id: Type.String({ description: 'con_…' }) }),
        querystring: Type.Object({
          program_id: Type.Optional(
            Type.String({ description: 'Of whose program and brand, prg_…; with sender_id.' }),
          ),
          sender_id: Type.Optional(
            Type.String({ description: 'From which number, snd_…; with program_id.' }),
          ),
        }),
        response: { 200: MergeValuesAnswer },
      },
    },
    async ({ params, query, scope }) => {
      const id = readNumberId('con', params.id);
      if (id === null)
        throw new NotFound(
          'contact.not_found',
          `There is no contact ${params.id.slice(0, 60)} in this workspace.`,
        );
      const { program_id: program, sender_id: sender } = query;
      const of =
        program === undefined || sender === undefined
          ? null
          : {
              programId: readReference('prg', program, '/program_id'),
              senderId: readReference('snd', sender, '/sender_id'),
            };
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        const contact = await getContact(tx, id);
        const fields = (await listKnownFields(tx)).map(({ name }) => name);
        const events = fields.filter((name) => groupOf(name) === 'event').slice(0, mostEventFields);
        const others = fields.filter((name) => groupOf(name) !== 'event');
        const names = [...others, ...events];
        const values = of ? await loadMerged(tx, of, names, [id]) : await loadPersonal(tx, names, [id]);
        return {
          object: 'merge_values' as const,
          contact_id: publicId('con', id),
          language: languageOf(contact),
          values: Object.fromEntries(values.get(id) ?? []),
        };
      });
    },
  );
}

function readReference(prefix: 'prg' | 'snd', text: string, pointer: string): string {
  const id = readUuidId(prefix, text);
  if (id !== null) return id;
  const detail = `This is not the id of a ${prefix === 'prg' ? 'program' : 'sender'} (${prefix}_…).`;
  throw new Invalid('merge.bad_reference', detail, [{ pointer, code: 'merge.bad_reference', detail }]);
}

function insertOf(name: string, group: string, mayBeMissing: boolean): string {
  if (group === 'tag' || group === 'list') return `{% if ${name} %}…{% endif %}`;
  if (!mayBeMissing) return `{{ ${name} }}`;
  return `{{ ${name} | default: "${name === 'first_name' ? 'there' : '…'}" }}`;
}
