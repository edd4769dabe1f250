import { Type } from 'typebox';
import type { Audience } from '../audiences/index.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { type Pace, paceInWords } from '../senders/index.ts';
import { LanguageBody, MmsAnswer, MmsFields, TextsBody, toMmsAnswer } from '../templates/index.ts';
import type { Campaign } from './campaign.ts';
import type { Estimate } from './estimate.ts';
import { waterfallOf } from './waterfall.ts';

export const AudienceBody = Type.Object({
  lists: Type.Optional(Type.Array(Type.String(), { maxItems: 100, description: 'Ids of lists, lst_….' })),
  tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 100 })),
  segments: Type.Optional(
    Type.Array(Type.String(), {
      maxItems: 20,
      description: 'Ids of segments, seg_…. They are asked anew at the check and at the launch.',
    }),
  ),
});

export const AudienceAnswer = Type.Object({
  lists: Type.Array(Type.String()),
  tags: Type.Array(Type.String()),
  segments: Type.Array(Type.String()),
});

const Limit = Type.Object({
  at_most: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }),
  seed: Type.Integer({
    minimum: 0,
    maximum: 2_147_483_647,
    default: 0,
    description: 'The same seed draws the same of the same people.',
  }),
});

export const NewCampaignBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  program_id: Type.String({ description: 'What its people have joined, prg_….' }),
  sender_id: Type.String({ description: 'The number it comes from, snd_….' }),
  body: Type.Optional(
    Type.String({
      maxLength: 4096,
      description:
        'The text. Merge fields such as {{ first_name | default: "there" }} are filled in for each person; GET /v1/merge-fields lists them.',
    }),
  ),
  template_id: Type.Optional(
    Type.String({
      description: 'In place of body: takes the words, the languages and the media of this template, tpl_….',
    }),
  ),
  template_version: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'Left out, the latest that may be used.',
    }),
  ),
  language: Type.Optional(LanguageBody),
  texts: Type.Optional(TextsBody),
  opens_with_brand: Type.Optional(
    Type.Boolean({
      description:
        'Every text begins with the brand’s name, where it does not anyway. It counts with the words.',
    }),
  ),
  ends_with_opt_out: Type.Optional(
    Type.Boolean({
      description:
        'Every text ends with how to leave, in its language, where it does not say so anyway. It counts with the words.',
    }),
  ),
  ...MmsFields,
  subject: Type.Optional(
    nullable(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description:
          'What it is about. Some states allow three texts a day about one matter; where nothing is said, all count.',
      }),
    ),
  ),
  priority: Type.Optional(
    Type.Enum(['low', 'normal', 'high'], {
      description: 'How much of the fatigue budget of a person it may use up; normal unless told.',
    }),
  ),
  shorten_links: Type.Optional(
    Type.Boolean({
      description:
        'Web addresses in the body become short links, of each person’s own, and clicks are counted.',
    }),
  ),
  utm: Type.Optional(
    nullable(
      Type.Object(
        {
          source: Type.Optional(Type.String({ maxLength: 100 })),
          medium: Type.Optional(Type.String({ maxLength: 100 })),
          campaign: Type.Optional(Type.String({ maxLength: 100 })),
        },
        {
          additionalProperties: false,
          description:
            'Added to where its short links lead, as utm_source and so on, where an address does not say so itself.',
        },
      ),
    ),
  ),
  when_capped: Type.Optional(
    Type.Enum(['wait', 'skip'], {
      description:
        'Whether people who have had as many texts as they may wait for it, up to three days, or are left out; wait unless told.',
    }),
  ),
  include: AudienceBody,
  exclude: Type.Optional(AudienceBody),
  limit: Type.Optional(
    nullable({ ...Limit, description: 'At most so many of those who would get the text, drawn by lot.' }),
  ),
});

export const CampaignChangeBody = Type.Partial(
  Type.Object({
    ...NewCampaignBody.properties,
    version: Type.Integer({
      minimum: 1,
      description:
        'The version that you changed; refused when there is a newer one. If-Match says the same. Left out, whatever there is is changed.',
    }),
  }),
);

export const ConfirmVersion = Type.Optional(
  Type.Integer({
    minimum: 1,
    description:
      'The version of the campaign that you have looked at. Refused when it was changed, or checked with other content, since. Left out, it is what was checked last.',
  }),
);

export const LaunchBody = Type.Object({
  confirm_count: Type.Optional(
    Type.Integer({
      minimum: 0,
      description:
        'How many people you believe will be texted. The launch is refused when it is another number by now. Left out, it is the number that the check found.',
    }),
  ),
  confirm_version: ConfirmVersion,
});

export const PreviewBody = Type.Object({
  count: Type.Optional(Type.Integer({ minimum: 0, maximum: 20, description: 'Random people to show.' })),
});

export const CampaignId = Type.Object({ id: Type.String({ description: 'cmp_…' }) });

const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ format: 'date-time' });

export const WaterfallAnswer = Type.Array(
  Type.Object({
    line: Type.String(),
    count: Count,
    sign: Type.Union([Type.Literal('+'), Type.Literal('-'), Type.Literal('=')]),
    label: Type.String(),
  }),
  {
    title: 'Waterfall',
    description:
      'From the file to the people who will receive the text; each = is the sum of the lines above it.',
  },
);

const PartsAnswer = Type.Object({ min: Count, average: Type.Number(), max: Count, total: Count });
const WorstAnswer = nullable(Type.Object({ contact_id: Type.String(), parts: Count, units: Count }));
const ForcedAnswer = Type.Array(
  Type.Object({
    character: Type.String(),
    name: Type.String(),
    replacement: nullable(Type.String()),
    people: Count,
    is_in_body: Type.Boolean(),
  }),
);

export const EstimateAnswer = Type.Object({
  people: Count,
  parts: PartsAnswer,
  by_parts: Type.Array(Type.Object({ parts: Count, people: Count })),
  ucs2_people: Count,
  worst: WorstAnswer,
  forced_ucs2: ForcedAnswer,
  mms: nullable(
    Type.Object(
      {
        people: Count,
        with_link: Count,
        reasons: Type.Array(Type.Object({ reason: Type.String(), people: Count })),
      },
      {
        description:
          'Who gets the media with the text, and who a link to them, and why. Null where there are none.',
      },
    ),
  ),
});

export const CampaignAnswer = Type.Object(
  {
    object: Type.Literal('campaign'),
    id: Type.String(),
    name: Type.String(),
    program_id: Type.String(),
    sender_id: Type.String(),
    body: Type.String(),
    language: Type.String({ description: 'What the body is written in.' }),
    texts: TextsBody,
    opens_with_brand: Type.Boolean(),
    ends_with_opt_out: Type.Boolean(),
    snippets: nullable(
      Type.Record(Type.String(), Type.Integer(), {
        description: 'Which version of each snippet was checked, and will be said. Null while nothing is.',
      }),
    ),
    ...MmsAnswer.properties,
    mms_id: nullable(
      Type.String({ description: 'What goes along with it; GET /v1/mms/{id} says what that is.' }),
    ),
    subject: nullable(Type.String()),
    priority: Type.Enum(['low', 'normal', 'high']),
    shorten_links: Type.Boolean(),
    utm: nullable(
      Type.Object({
        source: Type.Optional(Type.String()),
        medium: Type.Optional(Type.String()),
        campaign: Type.Optional(Type.String()),
      }),
    ),
    when_capped: Type.Enum(['wait', 'skip']),
    include: AudienceAnswer,
    exclude: AudienceAnswer,
    limit: nullable(Limit),
    status: Type.Enum([
      ...(['draft', 'checked', 'scheduled', 'testing'] as const),
      ...(['sending', 'paused', 'stopped', 'finished'] as const),
    ]),
    version: Type.Integer({
      description:
        'One more with every edit, and with every check that finds other content than the check before it.',
    }),
    estimate: nullable(EstimateAnswer),
    waterfall: nullable(WaterfallAnswer),
    will_receive: nullable(Count),
    experiment_id: nullable(
      Type.String({ description: 'Of an arm: the campaign that leads its experiment, cmp_….' }),
    ),
    created_by: Type.String(),
    created_at: Time,
    launched_at: nullable(Time),
    finished_at: nullable(Time),
  },
  { title: 'Campaign' },
);

export const PaceAnswer = Type.Object({
  level: Type.String(),
  parts_per_second: Type.Number(),
  sentence: Type.String({ description: 'Such as: 4.5 parts a second, the limit of the gateway.' }),
});

export function readCampaignId(text: string): string {
  const id = readUuidId('cmp', text);
  if (!id)
    throw new NotFound('campaign.not_found', `There is no campaign ${text.slice(0, 60)} in this workspace.`);
  return id;
}

export function readReference(prefix: 'prg' | 'snd', text: string, pointer: string): string {
  const id = readUuidId(prefix, text);
  if (id) return id;
  const detail = `This is not the id of a ${prefix === 'prg' ? 'program' : 'sender'} (${prefix}_…).`;
  throw new Invalid('campaign.bad_reference', detail, [{ pointer, code: 'campaign.bad_reference', detail }]);
}

export function readAudience(
  body: { lists?: string[]; tags?: string[]; segments?: string[] } | undefined,
  side: string,
): Audience {
  const segments = (body?.segments ?? []).map((text, place) => {
    const id = readUuidId('seg', text);
    if (id) return id;
    const detail = 'This is not the id of a segment (seg_…).';
    throw new Invalid('audience.unknown_segment', detail, [
      { pointer: `/${side}/segments/${place}`, code: 'audience.unknown_segment', detail },
    ]);
  });
  const lists = (body?.lists ?? []).map((text, place) => {
    const id = readUuidId('lst', text);
    if (id) return id;
    const detail = 'This is not the id of a list (lst_…).';
    throw new Invalid('audience.unknown_list', detail, [
      { pointer: `/${side}/lists/${place}`, code: 'audience.unknown_list', detail },
    ]);
  });
  return { lists, tags: body?.tags ?? [], ...(segments.length === 0 ? {} : { segments }) };
}

export const toAudience = ({ lists, tags, segments = [] }: Audience) => ({
  lists: lists.map((id) => publicId('lst', id)),
  tags: [...tags],
  segments: segments.map((id) => publicId('seg', id)),
});

export function toCampaign(campaign: Campaign) {
  const { estimate, audience } = campaign;
  return {
    object: 'campaign' as const,
    id: publicId('cmp', campaign.id),
    name: campaign.name,
    program_id: publicId('prg', campaign.programId),
    sender_id: publicId('snd', campaign.senderId),
    body: campaign.body,
    language: campaign.language,
    texts: { ...campaign.texts },
    opens_with_brand: campaign.opensWithBrand,
    ends_with_opt_out: campaign.endsWithOptOut,
    snippets: campaign.snippets && { ...campaign.snippets },
    ...toMmsAnswer(
      campaign.mms && { media: campaign.mms.media.map((id) => ({ id })), subject: campaign.mms.subject },
    ),
    mms_id: campaign.mmsId && publicId('mms', campaign.mmsId),
    subject: campaign.subject,
    priority: campaign.priority,
    shorten_links: campaign.shortensLinks,
    utm: campaign.utm,
    when_capped: campaign.whenCapped,
    include: toAudience(campaign.include),
    exclude: toAudience(campaign.exclude),
    limit: campaign.limit && { at_most: campaign.limit.atMost, seed: campaign.limit.seed },
    status: campaign.status,
    version: campaign.version,
    estimate: estimate && toEstimate(estimate),
    waterfall: audience && waterfallOf(campaign),
    will_receive: audience?.willReceive ?? estimate?.people ?? null,
    experiment_id: campaign.part && publicId('cmp', campaign.part.root),
    created_by: campaign.createdBy,
    created_at: campaign.createdAt.toISOString(),
    launched_at: campaign.launchedAt?.toISOString() ?? null,
    finished_at: campaign.finishedAt?.toISOString() ?? null,
  };
}

export function toEstimate({ people, parts, byParts, ucs2People, worst, forcedUcs2, mms }: Estimate) {
  return {
    people,
    parts,
    by_parts: [...byParts],
    ucs2_people: ucs2People,
    worst: worst && { contact_id: publicId('con', worst.contactId), parts: worst.parts, units: worst.units },
    forced_ucs2: forcedUcs2.map(({ isInBody, ...one }) => ({ ...one, is_in_body: isInBody })),
    mms: mms
      ? { people: mms.people, with_link: mms.withLink, reasons: mms.reasons.map((one) => ({ ...one })) }
      : null,
  };
}

export const toPaceInWords = (pace: Pace) => ({
  level: pace.level,
  parts_per_second: pace.partsPerSecond,
  sentence: paceInWords(pace),
});
