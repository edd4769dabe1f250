import { type Static, Type } from 'typebox';
import { purposes } from '../contacts/index.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readNumberId, readUuidId } from '../platform/ids.ts';
import { writeMoney } from '../spending/index.ts';
import { linkReasons, MmsFields, type MmsWish, readMmsWish } from '../templates/index.ts';
import type { TextWish } from './text.ts';
import type { Trial } from './try-text.ts';

// PostgreSQL keeps no NUL.
const withoutNul = '^[^\\u0000]*$';

// A label for the sender's own books, not a place for documents.
export const Metadata = Type.Record(
  Type.String({ minLength: 1, maxLength: 40, pattern: withoutNul }),
  Type.String({ maxLength: 500, pattern: withoutNul }),
  { maxProperties: 20, description: 'Your own labels, such as an order number; given back as they are.' },
);

export const Variables = Type.Record(
  Type.String({ minLength: 1, maxLength: 100 }),
  Type.Union([Type.String({ maxLength: 1_600, pattern: withoutNul }), Type.Number()]),
  {
    maxProperties: 100,
    description: 'Values for merge fields; they count before what is known of the person.',
  },
);

const To = Type.String({
  minLength: 1,
  maxLength: 40,
  description: 'A number, +12025550142, or the id of a contact, con_….',
});

/** What all texts of one request share. */
export const SharedFields = {
  program_id: Type.String({ description: 'In whose consent it goes, prg_….' }),
  purpose: Type.Optional(
    Type.Enum([...purposes], { description: 'Refused unless it is the purpose of the program.' }),
  ),
  sender_id: Type.Optional(
    Type.String({
      description: 'The number it comes from, snd_…; left out, with no pool either, we choose.',
    }),
  ),
  pool_id: Type.Optional(
    Type.String({
      description: 'In place of sender_id: any number of this pool, pol_…; each person keeps theirs.',
    }),
  ),
  body: Type.Optional(
    Type.String({
      maxLength: 4096,
      description:
        'The text. Merge fields such as {{ code }} are filled from variables, then from the contact.',
    }),
  ),
  ...MmsFields,
  template_id: Type.Optional(
    Type.String({ description: 'In place of body: the words of this template, tpl_….' }),
  ),
  template_version: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Left out, the latest.' }),
  ),
  shorten_links: Type.Optional(
    Type.Boolean({
      description:
        'Web addresses in the words become short links of the person’s own, and clicks are counted.',
    }),
  ),
  send_at: Type.Optional(
    Type.String({ format: 'date-time', description: 'Not before this hour, at most 35 days ahead.' }),
  ),
  valid_for_seconds: Type.Optional(
    Type.Integer({
      minimum: 10,
      maximum: 259_200,
      description:
        'Counted from send_at. What has not left by then is not sent any more. One-time codes: 600.',
    }),
  ),
};

const Consent = Type.Object(
  {
    method: Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'How they agreed: web_form, verbal, paper….',
    }),
    occurred_at: Type.String({ format: 'date-time' }),
    words_shown: Type.Optional(Type.String({ maxLength: 4_000 })),
    evidence: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  {
    description:
      'Recorded before the text is taken, where the person has none to this program yet. Whoever has opted out stays out. Needs contacts.write.',
  },
);

export const NewMessageBody = Type.Object({
  to: To,
  ...SharedFields,
  variables: Type.Optional(Variables),
  metadata: Type.Optional(Metadata),
  consent: Type.Optional(Consent),
  dry_run: Type.Optional(
    Type.Boolean({ description: 'Answers what would become of the text, and sends and keeps nothing.' }),
  ),
});

export const NewBulkBody = Type.Object({
  ...SharedFields,
  recipients: Type.Array(
    Type.Object({ to: To, variables: Type.Optional(Variables), metadata: Type.Optional(Metadata) }),
    { minItems: 1, maxItems: 10_000 },
  ),
  dry_run: Type.Optional(
    Type.Boolean({ description: 'Answers what would become of each text, and sends and keeps nothing.' }),
  ),
});

export const MessageParams = Type.Object({ id: Type.String({ description: 'msg_…' }) });

export const Cost = Type.Object(
  {
    amount: Type.String({ description: 'A decimal, exact: the most that it may come to.' }),
    least: Type.String({ description: 'The least: operators’ fees make the difference.' }),
    currency: Type.String(),
  },
  { description: 'By the prices of today; null while nobody has said what texts cost.' },
);

export const TrialAnswer = Type.Object(
  {
    object: Type.Literal('message_trial'),
    to: Type.String(),
    contact_id: nullable(Type.String()),
    program_id: Type.String(),
    purpose: Type.String(),
    sender: Type.Object({ id: Type.String(), number: Type.String() }),
    body: Type.String(),
    parts: Type.Integer(),
    alphabet: Type.String(),
    kind: Type.Enum(['sms', 'mms'], { description: 'An sms with media has a link to them in its words.' }),
    link_reason: nullable(Type.String({ description: 'Why its media would go as a link.' })),
    template_id: nullable(Type.String()),
    template_version: nullable(Type.Integer()),
    cost: nullable(Cost),
    warnings: Type.Array(
      Type.Object({
        code: Type.String(),
        sentence: Type.String(),
        pointer: Type.String(),
        position: Type.Integer(),
        end: Type.Integer(),
        suggestion: Type.Optional(Type.String()),
      }),
      { description: 'What the author should know of the words; places are those of `body` here.' },
    ),
    verdict: Type.Object({
      will: Type.Enum(['send', 'wait', 'refuse']),
      code: nullable(Type.String()),
      sentence: Type.String(),
      until: nullable(Type.String({ format: 'date-time' })),
    }),
  },
  { title: 'MessageTrial' },
);

export function toTrial({ text, count, kind, linkReason, cost, verdict }: Trial): Static<typeof TrialAnswer> {
  return {
    object: 'message_trial',
    to: text.number,
    contact_id: text.contact && publicId('con', text.contact.id),
    program_id: publicId('prg', text.program.id),
    purpose: text.program.purpose,
    sender: { id: publicId('snd', text.sender.id), number: text.sender.number },
    body: text.body,
    parts: text.parts,
    alphabet: count.alphabet,
    kind,
    link_reason: linkReason && linkReasons[linkReason],
    template_id: text.template && publicId('tpl', text.template.id),
    template_version: text.template?.version ?? null,
    cost: cost && { amount: writeMoney(cost.amount), least: writeMoney(cost.least), currency: cost.currency },
    warnings: text.warnings.map((one) => ({ ...one })),
    verdict: { ...verdict, until: verdict.until?.toISOString() ?? null },
  };
}

export function readMessageId(text: string): number {
  const id = readNumberId('msg', text);
  if (id !== null) return id;
  throw new NotFound('message.not_found', `There is no message ${text.slice(0, 40)} in this workspace.`);
}

type Shared = Static<typeof NewBulkBody> | Static<typeof NewMessageBody>;
type Own = Pick<Static<typeof NewMessageBody>, 'to' | 'variables' | 'metadata'>;

/** One text of a request; bulk requests have many of them, which share all but whom they go to. */
export function readWish(shared: Shared, own: Own): TextWish {
  const { purpose, send_at: sendAt, valid_for_seconds: seconds } = shared;
  return {
    to: own.to.trim(),
    programId: readReference('prg', shared.program_id, '/program_id'),
    purpose: purpose ?? null,
    from: readFrom(shared),
    words: readWords(shared),
    mms: readMms(shared),
    variables: own.variables ?? null,
    sendAt: sendAt === undefined ? null : new Date(sendAt),
    validForMs: seconds === undefined ? null : seconds * 1000,
    metadata: own.metadata ?? null,
    shortensLinks: shared.shorten_links ?? false,
  };
}

function readMms(shared: Shared): MmsWish | 'none' | null {
  const wish = readMmsWish(shared);
  return wish === undefined ? null : (wish ?? 'none');
}

function readFrom({ sender_id: sender, pool_id: pool }: Shared): TextWish['from'] {
  if (sender !== undefined && pool !== undefined)
    throw refuse('text.sender_or_pool', 'Name a sender or a pool, not both.', '/pool_id');
  if (sender !== undefined) return { senderId: readReference('snd', sender, '/sender_id') };
  return pool === undefined ? null : { poolId: readReference('pol', pool, '/pool_id') };
}

function readWords({ body, template_id: template, template_version: version }: Shared): TextWish['words'] {
  if (body !== undefined && template !== undefined)
    throw refuse('text.body_or_template', 'Give a body or a template, not both.', '/template_id');
  if (version !== undefined && template === undefined)
    throw refuse('text.version_of_nothing', 'Say which template this is a version of.', '/template_version');
  if (template !== undefined)
    return { templateId: readReference('tpl', template, '/template_id'), version: version ?? null };
  if (body !== undefined) return { body };
  throw refuse('text.empty', 'Write a text in body, or name a template in template_id.', '/body');
}

const nouns = { prg: 'program', snd: 'sender', pol: 'pool', tpl: 'template' } as const;

function readReference(prefix: keyof typeof nouns, text: string, pointer: string): string {
  const id = readUuidId(prefix, text);
  if (id !== null) return id;
  throw refuse('text.bad_reference', `This is not the id of a ${nouns[prefix]} (${prefix}_…).`, pointer);
}

const refuse = (code: string, detail: string, pointer: string) =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
