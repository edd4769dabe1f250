import type { Form } from './form.ts';
import { contentFlags, messageFlow, policies, replies, samples } from './text-fields.ts';
import { useCaseCodes } from './use-cases.ts';

const source = 'TCR campaign';

/** What a long code is used for. A number stands under one of these; the use case cannot be changed later. */
export const campaignForm: Form = {
  kind: 'campaign',
  title: '10DLC campaign',
  about:
    'What long codes are used for, for The Campaign Registry; at most 5 for a brand and 49 numbers each.',
  fields: [
    {
      id: 'display_name',
      label: 'Name that people know',
      kind: 'text',
      required: true,
      maxLength: 255,
      help: 'The brand as it stands in the texts; the brand that this is registered under.',
      source,
    },
    {
      id: 'website',
      label: 'Website',
      kind: 'url',
      required: false,
      maxLength: 255,
      help: 'That of the brand; links and policies are compared with it.',
      source,
    },
    {
      id: 'use_case',
      label: 'Use case',
      kind: 'choice',
      required: true,
      choices: useCaseCodes,
      help: 'What the texts are for. It cannot be changed later.',
      source,
    },
    {
      id: 'sub_use_cases',
      label: 'Made of',
      kind: 'choices',
      required: { field: 'use_case', is: ['MIXED', 'LOW_VOLUME'] },
      choices: useCaseCodes,
      minItems: 2,
      maxItems: 5,
      help: 'The use cases that a mixed one is made of.',
      source,
    },
    {
      id: 'description',
      label: 'Description',
      kind: 'text',
      required: true,
      minLength: 40,
      maxLength: 4_096,
      help: 'Who sends, to whom, and why, in whole sentences.',
      source,
    },
    messageFlow({ source }),
    samples({ source: 'TCR campaign; 20 to 1,024 characters each' }, 2, 5),
    ...policies({ source }),
    ...replies({ source }),
    ...contentFlags({ source }),
  ],
};
