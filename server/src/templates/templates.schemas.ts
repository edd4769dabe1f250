import { lintChannels } from '@tidings/policy/content';
import { type Static, Type } from 'typebox';
import { NotFound } from '../platform/errors.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { MmsAnswer, MmsFields, toMmsAnswer } from './media/media.schemas.ts';
import type { Mms } from './media/mms-way.ts';
import {
  longestBody,
  requiredFieldsOf,
  revisionOf,
  type Template,
  templateChannels,
  templateStandings,
} from './template.ts';
import { type Cleared, warningsOf } from './template-warnings.ts';
import { LanguageBody, TextsBody } from './words.schemas.ts';

const Name = Type.String({
  maxLength: 200,
  description: 'By which people know it; unique in the workspace.',
});
const Body = Type.String({
  maxLength: longestBody,
  description: 'The text, with merge fields such as {{ first_name }}.',
});

export const NewTemplateBody = Type.Object(
  {
    name: Name,
    body: Body,
    language: Type.Optional(LanguageBody),
    texts: Type.Optional(TextsBody),
    ...MmsFields,
    channel: Type.Optional(
      Type.Enum([...lintChannels], {
        description:
          '`text` where left out. Mail is not sent by Tidings: the words are kept for a program that does, and asked for the particulars of CAN-SPAM. `mail_gateway` (number@carrier) is refused.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const TemplateChangeBody = Type.Object(
  {
    name: Type.Optional(Name),
    body: Type.Optional(Body),
    language: Type.Optional(LanguageBody),
    texts: Type.Optional(TextsBody),
    ...MmsFields,
    revision: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 40,
        description:
          'The one that you changed; refused when there is a newer one. If-Match says the same. Left out, whatever there is is changed.',
      }),
    ),
    archived: Type.Optional(
      Type.Boolean({ description: 'An archived template writes no more texts, and can be taken back.' }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);

export const TemplateAnswer = Type.Object(
  {
    object: Type.Literal('template'),
    id: Type.String(),
    name: Type.String(),
    channel: Type.Enum([...templateChannels]),
    version: Type.Integer(),
    latest_version: Type.Integer(),
    revision: Type.String({
      description: 'Another one with every change, of its name as well. The ETag is the same in quotes.',
    }),
    body: Type.String(),
    language: Type.String({ description: 'What the body is written in.' }),
    texts: TextsBody,
    standing: Type.Enum([...templateStandings], {
      description:
        'What was said of this version. Where the workspace asks for it, texts are written from approved ones alone.',
    }),
    ...MmsAnswer.properties,
    required_fields: Type.Array(Type.String(), {
      description: 'Without these a person gets no text of these words: in variables, or on file.',
    }),
    warnings: Type.Array(
      Type.Object({
        code: Type.String({ description: 'The rule, such as purpose.promotion.' }),
        sentence: Type.String({ description: 'What was found, and what to do about it.' }),
        language: Type.Optional(Type.String({ description: 'Of the text; left out for the body.' })),
        position: Type.Integer({
          description: 'Index in the body in UTF-16 units; `end` is the one after the last.',
        }),
        end: Type.Integer(),
      }),
      {
        description:
          'What its author should know of the words of this version. They are kept all the same, and judged again in the program that they are used in.',
      },
    ),
    archived: Type.Boolean(),
    created_by: Type.String({ description: 'Who wrote this version.' }),
    created_at: Type.String({ format: 'date-time' }),
  },
  { $id: 'Template' },
);

export function toTemplateAnswer(
  template: Template,
  mms: Mms | null,
  cleared: Cleared,
): Static<typeof TemplateAnswer> {
  return {
    object: 'template',
    id: publicId('tpl', template.id),
    name: template.name,
    channel: template.channel,
    version: template.version,
    latest_version: template.latestVersion,
    revision: revisionOf(template),
    body: template.body,
    language: template.language,
    texts: { ...template.texts },
    standing: template.standing,
    ...toMmsAnswer(mms),
    required_fields: [...requiredFieldsOf(template)],
    warnings: warningsOf(template, cleared).map(({ code, sentence, position, end, language }) => ({
      ...{ code, sentence, position, end },
      ...(language === undefined ? {} : { language }),
    })),
    archived: template.isArchived,
    created_by: template.createdBy,
    created_at: template.createdAt.toISOString(),
  };
}

export function readTemplateId(text: string): string {
  const id = readUuidId('tpl', text);
  if (id !== null) return id;
  throw new NotFound('template.not_found', `There is no template ${text.slice(0, 60)} in this workspace.`);
}
