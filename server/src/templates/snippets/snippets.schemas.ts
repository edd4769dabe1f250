import { type Static, Type } from 'typebox';
import { NotFound } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { longestBody } from '../template.ts';
import { TextsBody } from '../words.schemas.ts';
import { type Snippet, snippetField } from './snippet.ts';

const Body = Type.String({
  maxLength: longestBody,
  description: 'The words. Merge fields and other snippets may stand in them.',
});

export const NewSnippetBody = Type.Object(
  {
    name: Type.String({
      maxLength: 60,
      description: 'As it stands in texts: `opening_hours` for {{ snippet.opening_hours }}.',
    }),
    body: Body,
    texts: Type.Optional(TextsBody),
  },
  { additionalProperties: false },
);

export const SnippetChangeBody = Type.Object(
  {
    body: Type.Optional(Body),
    texts: Type.Optional(TextsBody),
    archived: Type.Optional(
      Type.Boolean({
        description: 'Nothing new is written with an archived snippet; what was checked with it goes on.',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const SnippetAnswer = Type.Object(
  {
    object: Type.Literal('snippet'),
    id: Type.String(),
    name: Type.String(),
    merge_field: Type.String({ description: 'What to write in a text: {{ snippet.name }}.' }),
    version: Type.Integer(),
    latest_version: Type.Integer(),
    body: Type.String(),
    texts: TextsBody,
    archived: Type.Boolean(),
    created_by: Type.String({ description: 'Who wrote this version.' }),
    created_at: Type.String({ format: 'date-time' }),
  },
  { title: 'Snippet' },
);

export const SnippetUseAnswer = Type.Object(
  {
    kind: Type.Enum(['snippet', 'template']),
    id: Type.String(),
    name: Type.String(),
  },
  { title: 'SnippetUse' },
);

export const toSnippetAnswer = (snippet: Snippet): Static<typeof SnippetAnswer> => ({
  object: 'snippet',
  id: publicId('snp', snippet.id),
  name: snippet.name,
  merge_field: `{{ ${snippetField(snippet.name)} }}`,
  version: snippet.version,
  latest_version: snippet.latestVersion,
  body: snippet.body,
  texts: { ...snippet.texts },
  archived: snippet.isArchived,
  created_by: snippet.createdBy,
  created_at: snippet.createdAt.toISOString(),
});

export function readSnippetId(text: string): string {
  const id = readUuidId('snp', text);
  if (id !== null) return id;
  throw new NotFound('snippet.not_found', `There is no snippet ${text.slice(0, 60)} in this workspace.`);
}
