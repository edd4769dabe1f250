import { Type } from 'typebox';
import { nameOf } from '../../contacts/index.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { nullable } from '../../platform/http/nullable.ts';
import { publicId, readNumberId, readUuidId } from '../../platform/ids.ts';
import type { Why } from './explain.ts';
import { type Catalogue, standing } from './language/catalogue.ts';
import { printText } from './language/print-text.ts';
import { SegmentJson } from './language/read-json.ts';
import { summaryOf } from './language/sentence.ts';
import type { SampledPerson } from './segment.queries.ts';
import { type SavedSegment, type SegmentVersion, toDetails, type WrittenRule } from './segment.ts';

const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ format: 'date-time' });

const writtenRule = {
  text: Type.Optional(
    Type.String({
      maxLength: 20_000,
      description: 'The rule in words: state in (TX, FL) and not in list "Staff".',
    }),
  ),
  rule: Type.Optional(SegmentJson),
};

export const NewSegmentBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 120 }),
  ...writtenRule,
});

export const SegmentChangeBody = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
  ...writtenRule,
  version: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'The version that you changed; refused when there is a newer one. If-Match says the same.',
    }),
  ),
});

export const RuleBody = Type.Object(writtenRule);
export const CountBody = Type.Object({
  ...writtenRule,
  sample: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 100, description: 'So many people of it, drawn by lot.' }),
  ),
  seed: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'The same seed draws the same people.' }),
  ),
  by: Type.Optional(Type.Literal('country', { description: 'Count them country by country as well.' })),
});
export const WhyBody = Type.Object({ ...writtenRule, contact_id: Type.String({ description: 'con_…' }) });
export const SnapshotBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200, description: 'Of the new list.' }),
});

export const SegmentAnswer = Type.Object(
  {
    object: Type.Literal('segment'),
    id: Type.String(),
    name: Type.String(),
    version: Count,
    text: Type.String({ description: 'The rule in words, always written the same way.' }),
    rule: SegmentJson,
    sentence: Type.String({ description: 'The rule in plain English.' }),
    created_by: Type.String(),
    created_at: Time,
    changed_by: Type.String(),
    changed_at: Time,
    archived_at: nullable(Time),
  },
  { title: 'Segment' },
);

export const SegmentVersionAnswer = Type.Object(
  {
    object: Type.Literal('segment_version'),
    ...{ version: Count, name: Type.String(), text: Type.String(), rule: SegmentJson },
    changed_by: Type.String(),
    changed_at: Time,
  },
  { title: 'SegmentVersion' },
);

const Finding = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  pointer: Type.String(),
  position: Type.Optional(Count),
  end: Type.Optional(Count),
  suggestion: Type.Optional(Type.String()),
});

export const CheckAnswer = Type.Object(
  {
    object: Type.Literal('segment_check'),
    is_ready: Type.Boolean(),
    problems: Type.Array(Finding),
    notices: Type.Array(Finding, {
      description: 'What ought to be known: it can never be true, nobody carries the tag.',
    }),
    text: nullable(Type.String()),
    rule: nullable(SegmentJson),
    sentence: nullable(Type.String()),
  },
  { title: 'SegmentCheck' },
);

export const CountAnswer = Type.Object(
  {
    object: Type.Literal('segment_count'),
    count: Count,
    sentence: Type.String(),
    countries: nullable(
      Type.Array(Type.Object({ country: nullable(Type.String()), people: Count }), {
        description: 'Most first; null unless they were asked for.',
      }),
    ),
    people: Type.Array(
      Type.Object({ id: Type.String(), name: nullable(Type.String()), number: Type.String() }),
    ),
  },
  { title: 'SegmentCount' },
);

export const WhyAnswer = Type.Object(
  {
    object: Type.Literal('segment_why'),
    contact_id: Type.String(),
    is_in: Type.Boolean(),
    sentence: Type.String(),
    lines: Type.Array(
      Type.Object({
        depth: { ...Count, description: 'How far it is within the lines above it.' },
        kind: Type.Enum(['all', 'any', 'not', 'segment', 'condition']),
        holds: Type.Boolean(),
        sentence: Type.String(),
        text: nullable(Type.String()),
        found: Type.Unknown({ description: 'What is on file about the person where the condition looked.' }),
      }),
    ),
  },
  { title: 'SegmentWhy' },
);

export const SnapshotAnswer = Type.Object(
  { object: Type.Literal('list'), id: Type.String(), name: Type.String(), people: Count, created_at: Time },
  { title: 'SegmentSnapshot' },
);

export const FieldsAnswer = Type.Object({
  object: Type.Literal('segment_fields'),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      label: Type.String(),
      kind: Type.String({ description: 'text, number, boolean, day, instant, choice or place' }),
      choices: Type.Optional(Type.Array(Type.String())),
      is_own: Type.Boolean({ description: 'A column of the business’s own.' }),
    }),
  ),
  events: Type.Array(Type.String()),
});

export function readSegmentId(text: string): string {
  const id = readUuidId('seg', text);
  if (id) return id;
  throw new NotFound('segment.not_found', `There is no segment ${text.slice(0, 60)} in this workspace.`);
}

export function readContactId(text: string): number {
  const id = readNumberId('con', text);
  if (id !== null) return id;
  throw new NotFound('contact.not_found', `There is no contact ${text.slice(0, 60)} in this workspace.`);
}

type Written = { readonly text?: string; readonly rule?: unknown };

export function readWritten(body: Written): WrittenRule {
  const written = findWritten(body);
  if (written) return written;
  throw noRule('Give the rule as text, or as rule.');
}

/** Null where the body says nothing of a rule. */
export function findWritten({ text, rule }: Written): WrittenRule | null {
  if (text !== undefined && rule !== undefined) throw noRule('Give the rule as text or as rule, not both.');
  if (text !== undefined) return { text };
  return rule === undefined ? null : { rule };
}

const noRule = (detail: string) =>
  new Invalid('segment.no_rule', detail, [{ pointer: '/text', code: 'segment.no_rule', detail }]);

/** `"3"`, as the ETag of version 3 says; null where the header is not there. */
export function readIfMatch(header: unknown): number | null {
  if (typeof header !== 'string' || header === '*') return null;
  const found = /^(?:W\/)?"([0-9]{1,9})"$/.exec(header);
  if (found) return Number(found[1]);
  throw new Invalid('segment.bad_etag', 'If-Match is the ETag of the version that you changed, such as "3".');
}

export const etagOf = ({ version }: SavedSegment): string => `"${version}"`;

export const toSegment = (segment: SavedSegment, catalogue: Catalogue) => ({
  object: 'segment' as const,
  id: publicId('seg', segment.id),
  name: segment.name,
  version: segment.version,
  text: printText(segment.rule, catalogue),
  rule: segment.rule as never,
  sentence: summaryOf(segment.rule, catalogue),
  created_by: segment.createdBy,
  created_at: segment.createdAt.toISOString(),
  changed_by: segment.changedBy,
  changed_at: segment.changedAt.toISOString(),
  archived_at: segment.archivedAt?.toISOString() ?? null,
});

export const toVersion = (
  { version, name, rule, changedBy, changedAt }: SegmentVersion,
  catalogue: Catalogue,
) => ({
  object: 'segment_version' as const,
  ...{ version, name, text: printText(rule, catalogue), rule: rule as never },
  changed_by: changedBy,
  changed_at: changedAt.toISOString(),
});

export const toFindings = toDetails;

export const toNotice = ({
  code,
  sentence,
  pointer,
}: {
  code: string;
  sentence: string;
  pointer: string;
}) => ({
  code,
  detail: sentence,
  pointer: `/rule${pointer}`,
});

export const toPerson = (person: SampledPerson) => ({
  id: publicId('con', person.id),
  name: nameOf(person),
  number: person.number,
});

type WhyLine = {
  depth: number;
  kind: Why['kind'];
  holds: boolean;
  sentence: string;
  text: string | null;
  found: unknown;
};

export const toWhyLines = ({ parts, ...line }: Why, depth = 0): WhyLine[] => [
  { depth, ...line },
  ...parts.flatMap((part) => toWhyLines(part, depth + 1)),
];

export const toFields = (catalogue: Catalogue) => ({
  object: 'segment_fields' as const,
  fields: [
    ...[...standing].map(([name, { kind, words, choices }]) => ({
      ...{ name, label: words, kind, is_own: false },
      ...(choices === undefined ? {} : { choices: [...choices] }),
    })),
    ...[...catalogue.own].map(([name, { kind, words }]) => ({ name, label: words, kind, is_own: true })),
  ],
  events: [...catalogue.events.keys()].sort(),
});
