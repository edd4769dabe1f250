import { Type } from 'typebox';
import { type Language, languages } from '../platform/pages/languages.ts';
import { type Purpose, purposes } from './program.ts';

export const PurposeName = Type.Unsafe<Purpose>({
  type: 'string',
  enum: [...purposes],
  description: 'Why people are texted; it decides which consent and which hours the law asks for.',
});

/** A language of public pages. */
export const LanguageName = Type.Unsafe<Language>({
  type: 'string',
  enum: [...languages],
  description: 'A language of public pages.',
});

export const ProgramAnswer = Type.Object(
  {
    object: Type.Literal('program'),
    id: Type.String(),
    name: Type.String(),
    purpose: PurposeName,
    brand_id: Type.String(),
    brand_name: Type.String(),
    help_contact: Type.String(),
    disclosure: Type.String(),
    disclosure_version: Type.Integer(),
    texts_per_month: Type.Integer(),
    status: Type.Union([Type.Literal('draft'), Type.Literal('live'), Type.Literal('closed')], {
      description: 'People join live programs only.',
    }),
    created_at: Type.String({ format: 'date-time' }),
  },
  { title: 'Program' },
);

export const ProgramBody = Type.Object(
  {
    name: Type.String({ maxLength: 200, description: 'What people join, in the words they will see.' }),
    purpose: PurposeName,
    brand_name: Type.String({ maxLength: 200, description: 'Whom they hear from; made when it is new.' }),
    help_contact: Type.String({
      maxLength: 300,
      description: 'Where they get help: e-mail, phone or web address.',
    }),
    disclosure: Type.String({ maxLength: 10_000, description: 'The words they see before they join.' }),
    texts_per_month: Type.Integer({ description: 'The promised frequency.' }),
    locale: Type.Optional(LanguageName),
  },
  { additionalProperties: false },
);
