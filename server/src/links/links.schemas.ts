import { type Static, Type } from 'typebox';
import { NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import type { ClickCounts, ListedClick } from './click.queries.ts';
import { isSure } from './destination.ts';
import { type Link, type LinkSetting, linkTrackings, linkWatches } from './link.ts';
import type { KeptCheck } from './link-check.queries.ts';
import { robotSentences } from './robots.ts';
import { asksFirst } from './tracking.ts';

const Url = Type.String({
  minLength: 1,
  maxLength: 4_000,
  description: 'Where it leads: a web address, or one that opens an app.',
});
const Label = nullable(Type.String({ maxLength: 200 }));
const Ends = nullable(
  Type.String({ format: 'date-time', description: 'From then on people see a page that says so.' }),
);
const UtmWord = Type.Optional(Type.String({ minLength: 1, maxLength: 100 }));

export const NewLinkBody = Type.Object(
  {
    url: Url,
    label: Type.Optional(Label),
    expires_at: Type.Optional(Ends),
    utm: Type.Optional(
      Type.Object(
        { source: UtmWord, medium: UtmWord, campaign: UtmWord },
        {
          additionalProperties: false,
          description: 'Added to the address as utm_source … where it does not say so itself.',
        },
      ),
    ),
  },
  { additionalProperties: false },
);

export const LinkChangeBody = Type.Object(
  {
    url: Type.Optional(Url),
    label: Type.Optional(Label),
    state: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')])),
    expires_at: Type.Optional(Ends),
  },
  { additionalProperties: false, minProperties: 1 },
);

const NullableText = nullable(Type.String());

const Clicks = Type.Object(
  {
    opened: Type.Integer({ description: 'Every time it was opened, by programs too.' }),
    human: Type.Integer({ description: 'Of those, by people as far as one can tell.' }),
    people: Type.Integer({
      description: 'Different people among the latter; none where clicks are kept without a name.',
    }),
    robots: Type.Record(Type.String(), Type.Integer(), {
      description: 'Of the others, how many for which reason.',
    }),
    first_at: NullableText,
    last_at: NullableText,
  },
  { title: 'LinkClicks' },
);

export const LinkAnswer = Type.Object(
  {
    object: Type.Literal('link'),
    id: Type.String(),
    url: Type.String(),
    label: NullableText,
    campaign_id: NullableText,
    state: Type.Union([Type.Literal('on'), Type.Literal('off')]),
    expires_at: NullableText,
    short_url: {
      ...NullableText,
      description:
        'For everybody; each text of a campaign has one of its own. Null until somebody has said where people reach this installation.',
    },
    made_by: Type.String(),
    created_at: Type.String(),
    changed_at: Type.String(),
    clicks: Clicks,
    watch: nullable(
      Type.Object(
        {
          checked_at: Type.String(),
          finding: nullable(
            Type.Enum(['gone', 'failing', 'unreachable', 'moved'], {
              description: 'Found at two looks in a row.',
            }),
          ),
          sentence: NullableText,
        },
        { description: 'What was found behind it; null where it was not looked at.' },
      ),
    ),
  },
  { title: 'Link' },
);

export function toLinkAnswer(
  link: Link,
  counts: ClickCounts | undefined,
  shortUrl: string | null,
  check: KeptCheck | undefined,
): Static<typeof LinkAnswer> {
  return {
    object: 'link',
    id: publicId('lnk', link.id),
    url: link.url,
    label: link.label,
    campaign_id: link.campaignId && publicId('cmp', link.campaignId),
    state: link.state,
    expires_at: link.expiresAt?.toISOString() ?? null,
    short_url: shortUrl,
    made_by: link.madeBy,
    created_at: link.createdAt.toISOString(),
    changed_at: link.changedAt.toISOString(),
    clicks: {
      opened: counts?.opened ?? 0,
      human: counts?.human ?? 0,
      people: counts?.people ?? 0,
      robots: counts?.robots ?? {},
      first_at: counts?.firstAt?.toISOString() ?? null,
      last_at: counts?.lastAt?.toISOString() ?? null,
    },
    watch:
      check?.url === link.url
        ? {
            checked_at: check.checkedAt.toISOString(),
            finding: isSure(check) ? check.finding : null,
            sentence: isSure(check) ? check.sentence : null,
          }
        : null,
  };
}

export const ClickAnswer = Type.Object(
  {
    object: Type.Literal('click'),
    at: Type.String(),
    message_id: {
      ...NullableText,
      description: 'Whose text it was opened from; null where that is not kept.',
    },
    agent: NullableText,
    robot_reason: NullableText,
    why: { ...NullableText, description: 'Why it counts as a program, in one sentence.' },
    final: Type.Boolean({
      description: 'False until what came with it has been looked at, a minute and a half later.',
    }),
  },
  { title: 'Click' },
);

export const toClickAnswer = (click: ListedClick): Static<typeof ClickAnswer> => ({
  object: 'click',
  at: click.at.toISOString(),
  message_id: click.messageId === null ? null : publicId('msg', click.messageId),
  agent: click.agent,
  robot_reason: click.robotReason,
  why: click.robotReason && robotSentences[click.robotReason],
  final: click.isJudged,
});

export const LinkSettingBody = Type.Object(
  {
    domain: nullable(
      Type.String({
        maxLength: 300,
        description: 'Such as https://go.example.com; null for the address of the installation.',
      }),
    ),
    tracking: Type.Enum([...linkTrackings], {
      description:
        'Whether a click is known by the person’s text: of everybody who may be tracked (person), only of those who agreed to it (agreed), or of nobody (link).',
    }),
    agreement_in: Type.Optional(
      nullable(
        Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), {
          maxItems: 250,
          description:
            'Countries, of the number or the address, in which only those are tracked who agreed to it; null for those whose law asks first (EEA, GB, CH). As it was, unless told.',
        }),
      ),
    ),
    passes_token: Type.Optional(
      Type.Boolean({
        description:
          'Whether the address that a click leads to is told whose text it was, as tid=…, for pages that tell of purchases. As it was, unless told.',
      }),
    ),
    watch: Type.Optional(
      Type.Enum([...linkWatches], {
        description:
          'Whether the pages behind links are looked at once a day. switch_off: a link whose page is gone, or whose domain leads elsewhere, at two looks is switched off. As it was, unless told.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const LinkSettingAnswer = Type.Object(
  {
    object: Type.Literal('link_settings'),
    domain: NullableText,
    tracking: Type.Enum([...linkTrackings]),
    agreement_in: Type.Array(Type.String()),
    passes_token: Type.Boolean(),
    watch: Type.Enum([...linkWatches]),
    begins: {
      ...NullableText,
      description: 'How short links begin now; null where they cannot be made yet.',
    },
  },
  { title: 'LinkSettings' },
);

export const toSettingAnswer = (
  { domain, tracking, agreementIn, passesToken, watch }: LinkSetting,
  begins: string | null,
): Static<typeof LinkSettingAnswer> => ({
  object: 'link_settings',
  ...{
    domain,
    tracking,
    agreement_in: [...(agreementIn ?? asksFirst)],
    passes_token: passesToken,
    watch,
    begins,
  },
});

export function readLinkId(text: string): string {
  const id = readUuidId('lnk', text);
  if (id) return id;
  throw new NotFound(
    'link.not_found',
    'There is no such link in this workspace. List the links to see which there are.',
  );
}
