import { type Static, Type } from 'typebox';
import { Invalid } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { MmsFields, readMmsWish } from '../../templates/index.ts';
import type { KeywordVersion } from './keyword.queries.ts';
import { type Keyword, type KeywordContent, type KeywordKind, keywordKinds } from './keyword.ts';
import type { Entry, KeywordResults, UsesOfDay } from './keyword-use.queries.ts';

const Word = Type.String({ minLength: 1, maxLength: 100 });
const Body = nullable(Type.String({ maxLength: 4_096 }));
const Hour = nullable(Type.String({ format: 'date-time' }));
const Limit = nullable(Type.Integer({ minimum: 1, maximum: 10_000_000 }));

const fields = {
  kind: Type.Unsafe<KeywordKind>({
    type: 'string',
    enum: [...keywordKinds],
    description:
      'What it does: `reply` and `information` answer (the latter with words of its own where there is no body), `join` lets people join the program in its own words, `contest` and `vote` keep an entry for each person, `tag` gives tags, `inbox` asks for a person of yours, `webhook` calls your system, `default` answers what is no keyword.',
  }),
  words: Type.Array(Word, {
    maxItems: 50,
    description: 'The keyword and its aliases; spelling makes no difference.',
  }),
  program_id: Type.String({ description: 'For whose brand it speaks, prg_….' }),
  sender_id: nullable(Type.String({ description: 'The number it is for, snd_…; null for all numbers.' })),
  starts_at: Hour,
  ends_at: Hour,
  body: Body,
  again_body: Body,
  ...{ media: MmsFields.media, mms_subject: MmsFields.mms_subject },
  may_go_on: Type.Boolean({ description: 'Whether a text that goes on after the keyword is taken for it.' }),
  is_suggested: Type.Boolean({ description: 'Whether a misspelling is answered with “Did you mean …?”.' }),
  per_person_per_day: Limit,
  most: Limit,
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 20 }),
  entries: Type.Enum(['once', 'daily']),
  choices: Type.Array(
    Type.Object(
      { name: Word, words: Type.Optional(Type.Array(Word, { maxItems: 20 })) },
      { additionalProperties: false },
    ),
    { maxItems: 20 },
  ),
  counts: Type.Enum(['first', 'last']),
  address: nullable(
    Type.String({
      maxLength: 2_000,
      description: 'https; called with each use, signed as Standard Webhooks.',
    }),
  ),
  every_hours: Type.Integer({
    minimum: 1,
    maximum: 720,
    description: 'A default answers a person once in so many hours.',
  }),
};

const { kind, program_id, ...others } = fields;
export const KeywordBody = Type.Object(
  { kind, program_id, ...Type.Partial(Type.Object(others)).properties },
  { additionalProperties: false },
);
export const KeywordChange = Type.Partial(Type.Object(fields), { additionalProperties: false });

export const KeywordAnswer = Type.Object(
  {
    object: Type.Literal('keyword'),
    id: Type.String(),
    version: Type.Integer(),
    ...fields,
    brand_id: Type.String(),
    created_at: Type.String(),
    updated_at: Type.String(),
    archived_at: nullable(Type.String()),
    signing_secret: Type.Optional(
      Type.String({
        description: 'What calls are signed with. Shown once, when the keyword becomes a webhook.',
      }),
    ),
  },
  { title: 'Keyword' },
);

const FindingAnswer = Type.Object({
  code: Type.String(),
  sentence: Type.String(),
  pointer: Type.String(),
  position: Type.Optional(Type.Integer()),
  end: Type.Optional(Type.Integer()),
  suggestion: Type.Optional(Type.String()),
});

export const FindingsAnswer = Type.Object(
  {
    object: Type.Literal('keyword_check'),
    is_ready: Type.Boolean(),
    problems: Type.Array(FindingAnswer),
    warnings: Type.Array(FindingAnswer),
    answer: nullable(Type.Object({ body: Type.String(), parts: Type.Integer(), alphabet: Type.String() })),
  },
  { title: 'KeywordCheck' },
);

/** So far back the days of a keyword are told apart. */
export const resultDays = 90;

export const ResultsAnswer = Type.Object(
  {
    object: Type.Literal('keyword_results'),
    keyword_id: Type.String(),
    uses: Type.Integer(),
    people: Type.Integer(),
    done: Type.Integer({
      description:
        'Uses that did what the keyword does: of one to join, people who joined or were asked for their YES.',
    }),
    last_done_at: nullable(Type.String({ format: 'date-time' })),
    answered: Type.Integer(),
    over_limit: Type.Integer(),
    entries: Type.Integer(),
    votes: Type.Array(Type.Object({ choice: Type.String(), count: Type.Integer() })),
    calls: Type.Object({ waiting: Type.Integer(), delivered: Type.Integer(), given_up: Type.Integer() }),
    days: Type.Array(
      Type.Object({ day: Type.String({ format: 'date' }), uses: Type.Integer(), done: Type.Integer() }),
      {
        description: `The last ${resultDays} days on the workspace’s clock, the oldest first; days without a use are left out.`,
      },
    ),
  },
  { title: 'KeywordResults' },
);

export const EntryAnswer = Type.Object(
  {
    object: Type.Literal('keyword_entry'),
    number: Type.String(),
    contact_id: nullable(Type.String()),
    choice: nullable(Type.String()),
    period: nullable(Type.String({ description: 'The day, where people may enter once a day.' })),
    reply_id: Type.String(),
    entered_at: Type.String(),
  },
  { title: 'KeywordEntry' },
);

export const VersionAnswer = Type.Object(
  {
    object: Type.Literal('keyword_version'),
    version: Type.Integer(),
    ...fields,
    changed_by: Type.String(),
    changed_at: Type.String(),
  },
  { title: 'KeywordVersion' },
);

export const TestBody = Type.Object(
  {
    body: Type.String({ maxLength: 1_600, description: 'What somebody might send.' }),
    sender_id: Type.Optional(
      Type.String({ description: 'To which number, snd_…; left out, one that has no keywords of its own.' }),
    ),
  },
  { additionalProperties: false },
);

export const TestAnswer = Type.Object(
  {
    object: Type.Literal('keyword_test'),
    means: Type.Enum(['rule', 'keyword', 'near', 'reserved', 'default', 'none']),
    sentence: Type.String(),
    keyword_id: nullable(Type.String()),
    choice: nullable(Type.String()),
    answer: nullable(Type.Object({ body: Type.String(), parts: Type.Integer(), alphabet: Type.String() })),
  },
  { title: 'KeywordTest' },
);

type Given = Static<typeof KeywordChange>;

const defaults: Omit<KeywordContent, 'kind' | 'programId'> = {
  words: [],
  senderId: null,
  startsAt: null,
  endsAt: null,
  body: null,
  againBody: null,
  media: [],
  mmsSubject: null,
  mmsId: null,
  mayGoOn: false,
  isSuggested: true,
  perPersonPerDay: null,
  most: null,
  tags: [],
  entries: 'once',
  choices: [],
  counts: 'first',
  address: null,
  everyHours: 24,
};

export const readNewKeyword = (given: Static<typeof KeywordBody>): KeywordContent =>
  readChange(given, { ...defaults, kind: given.kind, programId: '' });

/** What was there before, with what is given in its place. */
export function readChange(given: Given, before: KeywordContent): KeywordContent {
  const pick = <T>(value: T | undefined, otherwise: T): T => (value === undefined ? otherwise : value);
  const hour = (text: string | null | undefined, otherwise: Date | null) =>
    text === undefined ? otherwise : text === null ? null : new Date(text);
  const trimmed = (text: string | null | undefined, otherwise: string | null) =>
    text === undefined ? otherwise : text;
  return {
    kind: pick(given.kind, before.kind),
    words: pick(given.words, before.words).map((word) => word.trim()),
    programId: given.program_id === undefined ? before.programId : readId('prg', given.program_id),
    senderId:
      given.sender_id === undefined ? before.senderId : given.sender_id && readId('snd', given.sender_id),
    startsAt: hour(given.starts_at, before.startsAt),
    endsAt: hour(given.ends_at, before.endsAt),
    body: trimmed(given.body, before.body),
    againBody: trimmed(given.again_body, before.againBody),
    ...mmsOf(given, before),
    mayGoOn: pick(given.may_go_on, before.mayGoOn),
    isSuggested: pick(given.is_suggested, before.isSuggested),
    perPersonPerDay: pick(given.per_person_per_day, before.perPersonPerDay),
    most: pick(given.most, before.most),
    tags: pick(given.tags, before.tags),
    entries: pick(given.entries, before.entries) as KeywordContent['entries'],
    choices:
      given.choices === undefined
        ? before.choices
        : given.choices.map(({ name, words = [] }) => ({
            name: name.trim(),
            words: words.map((one) => one.trim()),
          })),
    counts: pick(given.counts, before.counts) as KeywordContent['counts'],
    address: pick(given.address, before.address),
    everyHours: pick(given.every_hours, before.everyHours),
  };
}

/** Its id is found where the keyword is kept. */
function mmsOf(given: Given, before: KeywordContent): Pick<KeywordContent, 'media' | 'mmsSubject' | 'mmsId'> {
  const { media, mmsSubject, mmsId } = before;
  const wish = readMmsWish({
    ...(given.media !== undefined && { media: given.media }),
    ...(given.mms_subject !== undefined && { mms_subject: given.mms_subject }),
    // A subject alone is another one for what goes along already.
    ...(given.media === undefined && given.mms_subject && { media: media.map((id) => publicId('mda', id)) }),
  });
  if (wish === undefined) return { media, mmsSubject, mmsId };
  return { media: wish?.media ?? [], mmsSubject: wish?.subject ?? null, mmsId: null };
}

export function readId(prefix: 'prg' | 'snd', text: string): string {
  const id = readUuidId(prefix, text);
  if (id !== null) return id;
  const pointer = prefix === 'prg' ? '/program_id' : '/sender_id';
  const detail = `${text.slice(0, 60)} is not the id of a ${prefix === 'prg' ? 'program' : 'sender'} (${prefix}_…).`;
  throw new Invalid('keyword.bad_reference', detail, [{ pointer, code: 'keyword.bad_reference', detail }]);
}

function toContent(content: KeywordContent) {
  return {
    kind: content.kind,
    words: [...content.words],
    program_id: publicId('prg', content.programId),
    sender_id: content.senderId && publicId('snd', content.senderId),
    starts_at: content.startsAt?.toISOString() ?? null,
    ends_at: content.endsAt?.toISOString() ?? null,
    body: content.body,
    again_body: content.againBody,
    media: content.media.map((id) => publicId('mda', id)),
    mms_subject: content.mmsSubject,
    may_go_on: content.mayGoOn,
    is_suggested: content.isSuggested,
    per_person_per_day: content.perPersonPerDay,
    most: content.most,
    tags: [...content.tags],
    entries: content.entries,
    choices: content.choices.map(({ name, words }) => ({ name, words: [...words] })),
    counts: content.counts,
    address: content.address,
    every_hours: content.everyHours,
  };
}

export function toKeywordAnswer(
  keyword: Keyword,
  secret: string | null = null,
): Static<typeof KeywordAnswer> {
  return {
    object: 'keyword',
    id: publicId('kwd', keyword.id),
    version: keyword.version,
    ...toContent(keyword),
    brand_id: publicId('brd', keyword.brandId),
    created_at: keyword.createdAt.toISOString(),
    updated_at: keyword.updatedAt.toISOString(),
    archived_at: keyword.archivedAt?.toISOString() ?? null,
    ...(secret === null ? {} : { signing_secret: secret }),
  };
}

export const toVersionAnswer = ({ version, content, changedBy, changedAt }: KeywordVersion) => ({
  object: 'keyword_version' as const,
  version,
  ...toContent(content),
  changed_by: changedBy,
  changed_at: changedAt.toISOString(),
});

export const toResultsAnswer = (
  id: string,
  results: KeywordResults,
  days: readonly UsesOfDay[],
): Static<typeof ResultsAnswer> => ({
  object: 'keyword_results',
  keyword_id: publicId('kwd', id),
  uses: results.uses,
  people: results.people,
  done: results.done,
  last_done_at: results.lastDoneAt?.toISOString() ?? null,
  answered: results.answered,
  over_limit: results.overLimit,
  entries: results.entries,
  votes: results.votes.map((one) => ({ ...one })),
  calls: {
    waiting: results.calls.waiting,
    delivered: results.calls.delivered,
    given_up: results.calls.givenUp,
  },
  days: days.map((one) => ({ ...one })),
});

export const toEntryAnswer = (entry: Entry): Static<typeof EntryAnswer> => ({
  object: 'keyword_entry',
  number: entry.number,
  contact_id: entry.contactId === null ? null : publicId('con', entry.contactId),
  choice: entry.choice,
  period: entry.period === '' ? null : entry.period,
  reply_id: publicId('rpl', entry.inboundId),
  entered_at: entry.enteredAt.toISOString(),
});
