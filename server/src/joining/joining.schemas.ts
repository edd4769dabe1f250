import { Type } from 'typebox';
import { LanguageName, ProgramAnswer, type WordsKind, wordsKinds } from '../contacts/index.ts';
import { NotFound } from '../platform/errors.ts';
import { readUuidId } from '../platform/ids.ts';
import { type JoinMethod, joinMethods } from './join.ts';
import { type DoubleOptIn, doubleOptIns } from './join-rule.ts';

const textOrNull = Type.Union([Type.String(), Type.Null()]);
const shortText = Type.Union([Type.String({ maxLength: 300 }), Type.Null()]);

export const ById = Type.Object({ id: Type.String({ maxLength: 60 }) });

export function readProgramId(text: string): string {
  const id = readUuidId('prg', text);
  if (id) return id;
  throw new NotFound('program.not_found', `There is no program ${text.slice(0, 60)} in this workspace.`);
}

export function readBrandId(text: string): string {
  const id = readUuidId('brd', text);
  if (id) return id;
  throw new NotFound('brand.not_found', `There is no brand ${text.slice(0, 60)} in this workspace.`);
}

const KindName = Type.Unsafe<WordsKind>({
  type: 'string',
  enum: [...wordsKinds],
  description:
    'disclosure, join_request, join_reminder and join_confirmation are the program’s; terms and privacy the brand’s.',
});

export const WordsAnswer = Type.Object(
  {
    object: Type.Literal('words'),
    kind: KindName,
    locale: LanguageName,
    version: Type.Integer(),
    body: Type.String(),
    sha256: Type.String(),
    written_by: Type.String(),
    written_at: Type.String(),
  },
  { title: 'ProgramWords' },
);

export const WordsBody = Type.Object(
  { kind: KindName, locale: LanguageName, body: Type.String({ maxLength: 40_000 }) },
  { additionalProperties: false },
);

export const PoliciesBody = Type.Object({ locale: LanguageName }, { additionalProperties: false });

const rule = {
  double_opt_in: Type.Unsafe<DoubleOptIn>({
    type: 'string',
    enum: [...doubleOptIns],
    description:
      'Who is asked to answer YES before they are in: everybody, whoever did not come from their own phone, or nobody. Some countries ask for it whatever stands here.',
  }),
  confirm_within_hours: Type.Integer({
    description: 'After so many hours the request runs out; 24 unless told.',
  }),
  remind_after_hours: Type.Union([Type.Integer(), Type.Null()], {
    description: 'One reminder, by day; null for none.',
  }),
  least_age: Type.Union([Type.Integer(), Type.Null()], {
    description: 'People say that they are at least so old.',
  }),
  countries: Type.Union([Type.Array(Type.String(), { maxItems: 250 }), Type.Null()], {
    description: 'Where people may join; null for wherever the workspace texts.',
  }),
  sender_id: textOrNull,
};
export const JoinRuleBody = Type.Object(rule, { additionalProperties: false, title: 'JoinRule' });

export const BrandBody = Type.Object(
  {
    legal_name: shortText,
    postal_address: shortText,
    website: shortText,
    help_contact: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'An e-mail address, a phone number or a web address. It stands on sign-up pages and in the answer to HELP; left out, it stays.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const BrandAnswer = Type.Object(
  {
    object: Type.Literal('brand'),
    id: Type.String(),
    name: Type.String(),
    help_contact: Type.String(),
    legal_name: textOrNull,
    postal_address: textOrNull,
    website: textOrNull,
  },
  { title: 'Brand' },
);

/** A program with everything that decides who may join it. */
export const JoinableAnswer = Type.Object(
  {
    program: ProgramAnswer,
    brand: BrandAnswer,
    join_rule: Type.Object(rule),
    countries: Type.Array(Type.String(), { description: 'Where people may join, as things stand.' }),
    lacks: Type.Array(Type.Object({ element: Type.String(), sentence: Type.String() }), {
      description: 'What is missing before anybody may join. Empty when nothing is.',
    }),
    words: Type.Array(WordsAnswer, {
      description: 'The words in use: the newest of each kind and language.',
    }),
    requests: Type.Array(
      Type.Object({ method: Type.String(), status: Type.String(), count: Type.Integer() }),
      { description: 'Who was asked to confirm, and what came of it.' },
    ),
  },
  { title: 'JoinableProgram' },
);

const Relationship = Type.Object(
  {
    kind: Type.Union([Type.Literal('purchase'), Type.Literal('inquiry')]),
    at: Type.String({ format: 'date-time' }),
  },
  {
    additionalProperties: false,
    description: 'A dealing that the consent rests on, where it is no written one.',
  },
);

export const JoinBody = Type.Object(
  {
    number: Type.String({ maxLength: 60, description: 'As people write it.' }),
    method: Type.Unsafe<JoinMethod>({
      type: 'string',
      enum: joinMethods.filter((method) => method !== 'keyword'),
      description: 'How the person joined.',
    }),
    act: Type.String({
      minLength: 3,
      maxLength: 500,
      description:
        'What the person did, in words, such as "ticked the unticked box at the checkout" or "signed the card".',
    }),
    occurred_at: Type.Optional(Type.String({ format: 'date-time', description: 'When; now unless told.' })),
    locale: Type.Optional(LanguageName),
    disclosure_version: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Which version of the disclosure was shown; the one in use unless told.',
      }),
    ),
    attestation: Type.Optional(
      Type.String({
        minLength: 10,
        maxLength: 1_000,
        description:
          'For paper and point of sale: what the member of staff vouches for, and where the paper is.',
      }),
    ),
    source_url: Type.Optional(Type.String({ maxLength: 2_000 })),
    ip: Type.Optional(Type.String({ maxLength: 60 })),
    user_agent: Type.Optional(Type.String({ maxLength: 500 })),
    age: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 130, description: 'They said they are at least so old.' }),
    ),
    relationship: Type.Optional(Relationship),
    first_name: Type.Optional(Type.String({ maxLength: 200 })),
    last_name: Type.Optional(Type.String({ maxLength: 200 })),
    email: Type.Optional(Type.String({ maxLength: 300 })),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 })),
  },
  { additionalProperties: false },
);

export const JoinAnswer = Type.Object(
  {
    object: Type.Literal('join'),
    status: Type.Union([
      Type.Literal('joined'),
      Type.Literal('pending'),
      Type.Literal('already_joined'),
      Type.Literal('already_pending'),
    ]),
    contact_id: textOrNull,
    event_id: textOrNull,
    answer_id: Type.Union([Type.String(), Type.Null()], { description: 'The text that answers or asks.' }),
    expires_at: textOrNull,
  },
  { title: 'Join' },
);

const titleShape = {
  maxLength: 200,
  description: 'Above the form; the program’s name unless told, and where it is blank.',
};
const introShape = { maxLength: 2_000, description: 'What people get, in plain words.' };
const formName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'For staff.' });

export const FormBody = Type.Object(
  {
    program_id: Type.String({ maxLength: 60 }),
    name: formName,
    locale: Type.Optional(LanguageName),
    title: Type.Optional(Type.String(titleShape)),
    intro: Type.Optional(Type.String(introShape)),
    asks: Type.Optional(
      Type.Array(Type.Union([Type.Literal('first_name'), Type.Literal('last_name'), Type.Literal('email')]), {
        maxItems: 3,
        uniqueItems: true,
      }),
    ),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 })),
    asks_code: Type.Optional(
      Type.Boolean({
        description:
          'Texts a six-digit code to the number, which is entered on the next page and stands for the YES; false unless told.',
      }),
    ),
    asks_tracking: Type.Optional(
      Type.Boolean({
        description:
          'Shows a box of its own, not ticked, by which people agree that it is kept which links they open; false unless told.',
      }),
    ),
  },
  { additionalProperties: false },
);

const { program_id: _, name: __, title: ___, intro: ____, ...changeable } = FormBody.properties;

export const FormChangeBody = Type.Object(
  {
    ...changeable,
    name: Type.Optional(formName),
    title: Type.Optional(Type.Union([Type.String(titleShape), Type.Null()])),
    intro: Type.Optional(Type.Union([Type.String(introShape), Type.Null()])),
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Which version was changed, in place of If-Match.' }),
    ),
  },
  { additionalProperties: false },
);

export const FormAnswer = Type.Object(
  {
    object: Type.Literal('form'),
    id: Type.String(),
    program_id: Type.String(),
    name: Type.String(),
    locale: LanguageName,
    title: textOrNull,
    intro: textOrNull,
    asks: Type.Array(Type.String()),
    tags: Type.Array(Type.String()),
    asks_code: Type.Boolean({
      description: 'Whether a code that was texted is asked for in place of a YES.',
    }),
    asks_tracking: Type.Boolean({
      description: 'Whether a box of its own asks if it may be kept which links people open.',
    }),
    status: Type.Union([Type.Literal('live'), Type.Literal('closed')]),
    version: Type.Integer({ description: 'One more with each change; also in the ETag.' }),
    url: Type.String({ description: 'The page. Whole where TIDINGS_PUBLIC_URL is set, else from the root.' }),
    embed: Type.Union([Type.String(), Type.Null()], {
      description:
        'What to put into a page of yours. It needs no script. Null where TIDINGS_PUBLIC_URL is not set: without a host it would lead nowhere.',
    }),
  },
  { title: 'JoinForm' },
);
