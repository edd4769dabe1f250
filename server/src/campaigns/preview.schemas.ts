import { Type } from 'typebox';
import type { Scope } from '../accounts/index.ts';
import { nameOf } from '../contacts/index.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import { writeMoney } from '../spending/index.ts';
import {
  EstimateAnswer,
  PaceAnswer,
  toEstimate,
  toPaceInWords,
  WaterfallAnswer,
} from './campaigns.schemas.ts';
import type { Preview, Sample } from './preview-campaign.ts';
import { samplesFor } from './samples-for.ts';
import type { Finding } from './text-problems.ts';

const Count = Type.Integer({ minimum: 0 });

const FindingAnswer = Type.Object({
  code: Type.String(),
  sentence: Type.String(),
  pointer: Type.String(),
  position: Type.Optional(Count),
  end: Type.Optional(Count),
  suggestion: Type.Optional(Type.String()),
  people: Type.Optional(Count),
  contact_ids: Type.Optional(Type.Array(Type.String())),
});

export const ReadingAnswer = Type.Array(
  Type.Object({
    pointer: Type.String({ description: 'Which text: /body or /texts/es.' }),
    language: Type.String({ description: 'Whose formula was used.' }),
    ease: Type.Integer({
      minimum: 0,
      maximum: 100,
      description: 'On the Flesch scale; the higher, the easier.',
    }),
    level: Type.Enum(['easy', 'plain', 'fairly_hard', 'hard']),
    words: Count,
    sentences: Count,
    sentence: Type.String(),
  }),
  {
    description:
      'How hard each text is to read, as advice. Nothing for short texts and for languages without a formula.',
  },
);

export const PreviewAnswer = Type.Object(
  {
    audience: Type.String({ description: 'Whom it is for, in one sentence.' }),
    samples: Type.Array(
      Type.Object({
        why: Type.String(),
        contact: Type.Object({ id: Type.String(), name: nullable(Type.String()), number: Type.String() }),
        text: nullable(Type.String()),
        sentence: nullable(Type.String()),
        parts: Count,
        alphabet: Type.String(),
      }),
      { description: 'As real people would get it. None without contacts.read.' },
    ),
    waterfall: WaterfallAnswer,
    ...EstimateAnswer.properties,
    seconds_at_pace: {
      ...Count,
      description: 'At the narrowest limit that counts its texts, when nothing else sends.',
    },
    pace: PaceAnswer,
    reading: ReadingAnswer,
    cost: nullable(Type.Object({ amount: Type.String(), least: Type.String(), currency: Type.String() })),
    problems: Type.Array(FindingAnswer),
    warnings: Type.Array(FindingAnswer),
  },
  { title: 'CampaignPreview' },
);

export function toPreview(scope: Scope, preview: Preview) {
  return {
    audience: preview.audience,
    samples: samplesFor(scope, preview.samples).map(toSample),
    waterfall: [...preview.waterfall],
    ...toEstimate(preview.estimate),
    seconds_at_pace: preview.secondsAtPace,
    pace: toPaceInWords(preview.pace),
    reading: [...preview.reading],
    cost: preview.cost && {
      amount: writeMoney(preview.cost.amount),
      least: writeMoney(preview.cost.least),
      currency: preview.cost.currency,
    },
    problems: preview.problems.map(toFinding),
    warnings: preview.warnings.map(toFinding),
  };
}

const toSample = ({ why, contact, text, sentence, parts, alphabet }: Sample) => ({
  why,
  contact: { id: publicId('con', contact.id), name: nameOf(contact), number: contact.number },
  text,
  sentence,
  parts,
  alphabet,
});

const toFinding = ({ contactIds, ...finding }: Finding) => ({
  ...finding,
  ...(contactIds ? { contact_ids: contactIds.map((id) => publicId('con', id)) } : {}),
});
