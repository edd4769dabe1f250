import { address, contact, displayName, legalName, website } from './business-fields.ts';
import type { Form } from './form.ts';
import { contentFlags, messageFlow, policies, replies, samples } from './text-fields.ts';
import { tollFreeUseCases, useCaseCodes } from './use-cases.ts';

const source = 'CTIA Short Code Monitoring Handbook 1.8; program brief of the carriers';

/** The program brief of a short code: what every carrier reads before it lets the code through. */
export const shortCodeForm: Form = {
  kind: 'short_code',
  title: 'Short code application',
  about: 'The program brief of a short code of five or six digits; every carrier approves it by itself.',
  fields: [
    legalName(source),
    displayName(source),
    website(source),
    ...address(source),
    ...contact(source, true),
    {
      id: 'use_cases',
      label: 'Use cases',
      kind: 'choices',
      required: true,
      minItems: 1,
      maxItems: 5,
      choices: [...new Set([...useCaseCodes, ...Object.keys(tollFreeUseCases)])],
      help: 'What the texts are for.',
      source,
    },
    {
      id: 'code_type',
      label: 'Kind of code',
      kind: 'choice',
      required: true,
      choices: ['random', 'vanity'],
      help: 'A vanity code is chosen and costs about twice as much a month.',
      source,
    },
    {
      id: 'program_name',
      label: 'Name of the program',
      kind: 'text',
      required: true,
      maxLength: 100,
      help: 'As people see it where they join.',
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
    {
      id: 'texts_per_month',
      label: 'Texts a person gets a month',
      kind: 'number',
      required: true,
      min: 1,
      max: 1_000,
      help: 'As promised where people join.',
      source,
    },
    messageFlow({ source }),
    {
      id: 'opt_in_image_urls',
      label: 'Pictures of joining',
      kind: 'urls',
      required: true,
      minItems: 1,
      maxItems: 10,
      maxLength: 500,
      help: 'Every place at which people join, as they see it.',
      source,
    },
    samples({ source }, 2, 10),
    ...policies({ source }),
    ...replies({ source }),
    ...contentFlags({ source }).filter(({ id }) => id !== 'has_number_pool'),
  ],
};
