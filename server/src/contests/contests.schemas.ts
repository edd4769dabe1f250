import { type Static, Type } from 'typebox';
import { readReference } from '../campaigns/index.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import type { Contest, ContestContent, Entry } from './contest.ts';
import type { DrawEntry } from './draw.ts';
import type { EntryCounts } from './entry.queries.ts';
import type { PlaceWithPerson } from './place.queries.ts';
import { invalid, noContest } from './save-contest.ts';

const Text = (most: number, description?: string) =>
  Type.String({ minLength: 1, maxLength: most, ...(description && { description }) });
const NullableText = nullable(Type.String());
const Moment = Type.String({ format: 'date-time' });

export const ContestBody = Type.Object(
  {
    name: Text(200),
    program_id: Type.String({ description: 'For marketing, prg_….' }),
    sender_id: Type.Optional(NullableText),
    keyword_id: Type.Optional(
      nullable(Type.String({ description: 'Of the kind contest, kwd_…: whoever sends it enters.' })),
    ),
    prize: Text(1_000),
    rules: Text(50_000, 'The official rules; they stand at the page of the contest beside the free entry.'),
    entered_body: Type.Optional(nullable(Text(1_000, 'What people read who have entered by text.'))),
    won_body: Text(1_000, 'What winners read.'),
    starts_at: Moment,
    ends_at: Moment,
    entries: Type.Optional(Type.Enum(['once', 'daily'], { description: 'How often one person may enter.' })),
    least_age: Type.Optional(nullable(Type.Integer({ minimum: 13, maximum: 25 }))),
    regions: Type.Optional(
      nullable(
        Type.Array(Type.String(), {
          maxItems: 100,
          description: 'Where people must live, such as US-TX; null for everywhere.',
        }),
      ),
    ),
    winners: Type.Integer({ minimum: 1, maximum: 1_000 }),
    alternates: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000, default: 0 })),
    claim_hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720, default: 168 })),
    beacon_source: Type.Optional(
      nullable(
        Text(
          300,
          'Whence the draw takes a number that nobody here can know before, such as the numbers of a public lottery of a day.',
        ),
      ),
    ),
  },
  { additionalProperties: false },
);

export const readContent = (body: Static<typeof ContestBody>): ContestContent => ({
  name: body.name.trim(),
  programId: readReference('prg', body.program_id, '/program_id'),
  senderId: body.sender_id == null ? null : readReference('snd', body.sender_id, '/sender_id'),
  keywordId: body.keyword_id == null ? null : readKeywordId(body.keyword_id),
  prize: body.prize,
  rules: body.rules,
  enteredBody: body.entered_body ?? null,
  wonBody: body.won_body,
  startsAt: new Date(body.starts_at),
  endsAt: new Date(body.ends_at),
  entries: (body.entries ?? 'once') as ContestContent['entries'],
  leastAge: body.least_age ?? null,
  regions: body.regions ?? null,
  winners: body.winners,
  alternates: body.alternates ?? 0,
  claimHours: body.claim_hours ?? 168,
  beaconSource: body.beacon_source ?? null,
});

function readKeywordId(text: string): string {
  const id = readUuidId('kwd', text);
  if (id) return id;
  throw invalid('contest.bad_reference', 'This is not the id of a keyword (kwd_…).', '/keyword_id');
}

export const ContestAnswer = Type.Object(
  {
    object: Type.Literal('contest'),
    id: Type.String(),
    state: Type.Enum(['draft', 'open', 'closed', 'drawn', 'cancelled']),
    ...Type.Required(ContestBody).properties,
    page: { ...NullableText, description: 'Where the rules and the free entry stand, from the opening on.' },
    seed_sha256: {
      ...NullableText,
      description: 'Told at the opening: the seed of the draw cannot be another one.',
    },
    entries_sha256: {
      ...NullableText,
      description: 'Told at the closing: no entry can come or go before the draw.',
    },
    counts: Type.Object({
      entered: Type.Integer({ description: 'Entries that count.' }),
      people: Type.Integer(),
      asked: Type.Integer({ description: 'They have still to say how old they are.' }),
      refused: Type.Integer(),
      free: Type.Integer({ description: 'By the form or by hand.' }),
    }),
    opened_at: NullableText,
    closed_at: NullableText,
    drawn_at: NullableText,
    made_by: Type.String(),
    created_at: Type.String(),
  },
  { title: 'Contest' },
);

const noEntries: EntryCounts = { entered: 0, people: 0, asked: 0, refused: 0, byForm: 0 };

export const toContest = (
  one: Contest,
  counts: EntryCounts = noEntries,
  address: string | null = null,
): Static<typeof ContestAnswer> => ({
  object: 'contest',
  id: publicId('cts', one.id),
  state: one.state,
  name: one.name,
  program_id: publicId('prg', one.programId),
  sender_id: one.senderId && publicId('snd', one.senderId),
  keyword_id: one.keywordId && publicId('kwd', one.keywordId),
  prize: one.prize,
  rules: one.rules,
  entered_body: one.enteredBody,
  won_body: one.wonBody,
  starts_at: one.startsAt.toISOString(),
  ends_at: one.endsAt.toISOString(),
  entries: one.entries,
  least_age: one.leastAge,
  regions: one.regions && [...one.regions],
  winners: one.winners,
  alternates: one.alternates,
  claim_hours: one.claimHours,
  beacon_source: one.beaconSource,
  page: address && `/e/${address}`,
  seed_sha256: one.seedHash,
  entries_sha256: one.entriesHash,
  counts: {
    ...{
      entered: counts.entered,
      people: counts.people,
      asked: counts.asked,
      refused: counts.refused,
      free: counts.byForm,
    },
  },
  opened_at: one.openedAt?.toISOString() ?? null,
  closed_at: one.closedAt?.toISOString() ?? null,
  drawn_at: one.drawnAt?.toISOString() ?? null,
  made_by: one.madeBy,
  created_at: one.createdAt.toISOString(),
});

export const EntryAnswer = Type.Object(
  {
    object: Type.Literal('contest_entry'),
    id: Type.Integer(),
    number: Type.String(),
    contact_id: NullableText,
    way: Type.Enum(['keyword', 'form', 'hand']),
    day: { ...NullableText, description: 'Where people may enter once a day.' },
    full_name: NullableText,
    email: NullableText,
    region: NullableText,
    state: Type.Enum(['asked', 'entered', 'refused']),
    reason: NullableText,
    entered_at: Type.String(),
  },
  { title: 'ContestEntry' },
);

export const toEntry = (one: Entry): Static<typeof EntryAnswer> => ({
  object: 'contest_entry',
  id: one.id,
  number: one.number,
  contact_id: one.contactId === null ? null : publicId('con', one.contactId),
  way: one.way,
  day: one.period === '' ? null : one.period,
  full_name: one.fullName,
  email: one.email,
  region: one.region,
  state: one.state,
  reason: one.reason,
  entered_at: one.enteredAt.toISOString(),
});

export const HandBody = Type.Object(
  {
    number: Type.String({ maxLength: 40, description: 'In E.164.' }),
    full_name: Text(200),
    email: Type.Optional(nullable(Text(200))),
    region: Type.Optional(nullable(Text(6, 'Such as US-TX.'))),
    is_old_enough: Type.Boolean({ description: 'Whether the letter says so.' }),
  },
  { additionalProperties: false },
);

export const DrawBody = Type.Object(
  { beacon: Type.Optional(nullable(Text(300, 'What the promised source said, to the letter.'))) },
  { additionalProperties: false },
);
export const CancelBody = Type.Object(
  { reason: Text(2_000, 'Why, for the record.') },
  { additionalProperties: false },
);
export const VerdictBody = Type.Object(
  {
    verdict: Type.Enum(['claimed', 'forfeited']),
    reason: Text(2_000, 'How it was claimed, or why it is lost.'),
  },
  { additionalProperties: false },
);

const PlaceAnswer = Type.Object(
  {
    rank: Type.Integer(),
    entry_id: Type.Integer(),
    state: Type.Enum(['alternate', 'won', 'claimed', 'forfeited']),
    number: Type.String(),
    contact_id: NullableText,
    full_name: NullableText,
    email: NullableText,
    region: NullableText,
    told_at: NullableText,
    not_told_because: { ...NullableText, description: 'Tell them otherwise: they may not be texted.' },
    claim_by: NullableText,
    decided_by: NullableText,
    decided_at: NullableText,
    note: NullableText,
  },
  { title: 'ContestPlace' },
);
export const PlacesAnswer = Type.Object({ object: Type.Literal('list'), data: Type.Array(PlaceAnswer) });

export const toPlaces = (places: readonly PlaceWithPerson[]): Static<typeof PlacesAnswer> => ({
  object: 'list',
  data: places.map((one) => ({
    rank: one.rank,
    entry_id: one.entryId,
    state: one.state,
    number: one.number,
    contact_id: one.contactId === null ? null : publicId('con', one.contactId),
    full_name: one.fullName,
    email: one.email,
    region: one.region,
    told_at: one.toldAt?.toISOString() ?? null,
    not_told_because: one.refusal,
    claim_by: one.claimBy?.toISOString() ?? null,
    decided_by: one.decidedBy,
    decided_at: one.decidedAt?.toISOString() ?? null,
    note: one.note,
  })),
});

export const DrawAnswer = Type.Object(
  {
    object: Type.Literal('contest_draw'),
    contest_id: Type.String(),
    seed: { ...NullableText, description: 'Told with the draw.' },
    seed_sha256: NullableText,
    opened_at: NullableText,
    entries_sha256: NullableText,
    closed_at: NullableText,
    beacon_source: NullableText,
    beacon: NullableText,
    winners: Type.Integer(),
    alternates: Type.Integer(),
    entries: Type.Array(Type.Object({ id: Type.Integer(), person: Type.String() }), {
      description: 'From the closing on; none before.',
    }),
    places: Type.Array(Type.Object({ rank: Type.Integer(), entry_id: Type.Integer() })),
  },
  { title: 'ContestDraw', description: 'All that it takes to draw again, and nothing of who anybody is.' },
);

export const toDraw = (
  one: Contest,
  entries: readonly DrawEntry[],
  places: readonly PlaceWithPerson[],
): Static<typeof DrawAnswer> => ({
  object: 'contest_draw',
  contest_id: publicId('cts', one.id),
  seed: one.seed,
  seed_sha256: one.seedHash,
  opened_at: one.openedAt?.toISOString() ?? null,
  entries_sha256: one.entriesHash,
  closed_at: one.closedAt?.toISOString() ?? null,
  beacon_source: one.beaconSource,
  beacon: one.beacon,
  winners: one.winners,
  alternates: one.alternates,
  entries: entries.map(({ id, person }) => ({ id, person })),
  places: places.map(({ rank, entryId }) => ({ rank, entry_id: entryId })),
});

export function readContestId(text: string): string {
  const id = readUuidId('cts', text);
  if (id) return id;
  throw noContest();
}
