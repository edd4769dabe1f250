import { lintText } from '../../content/lint-text.ts';
import { findAlphanumericRule } from '../alphanumeric-countries.ts';
import { type Answers, type FormFinding, isSaid, listOf, textOf } from '../form.ts';
import { mayPromote } from '../use-cases.ts';
import { finding, placeOf } from './finding.ts';
import { resembles } from './names.ts';
import { useCasesOf } from './samples.ts';

/** Who the business is and what it says of itself. */
export const checkBusiness = (answers: Answers): readonly FormFinding[] => [
  ...checkNumber(answers),
  ...checkStreet(answers),
  ...checkDescription(answers),
  ...checkUseCase(answers),
  ...checkSenderId(answers),
];

function checkNumber(answers: Answers): readonly FormFinding[] {
  const field = 'registration_number';
  const number = textOf(answers, field);
  const isSole = textOf(answers, 'entity_type') === 'SOLE_PROPRIETOR';
  if (number === '') return [];
  if (isSole && textOf(answers, 'registration_type') === 'EIN' && answers.vertical !== undefined)
    return [
      finding({
        ...{ rule: 'brand.sole_with_ein', field },
        sentence: 'A sole proprietor with an EIN is registered as a business.',
        remedy: 'Choose PRIVATE_PROFIT; SOLE_PROPRIETOR is for people without an EIN.',
      }),
    ];
  if (textOf(answers, 'registration_type') !== 'EIN' || /^\d{2}-?\d{7}$/.test(number)) return [];
  return [
    finding({
      ...{ rule: 'brand.ein_shape', field, at: [0, number.length] },
      sentence: 'An EIN has nine digits, such as 12-3456789.',
      remedy: 'Copy it from the letter of the IRS (CP 575 or 147C), together with the legal name.',
    }),
  ];
}

function checkStreet(answers: Answers): readonly FormFinding[] {
  const street = textOf(answers, 'street');
  const at = placeOf(street, /\bp\.? ?o\.? ?box\b/i);
  if (!at) return [];
  return [
    finding({
      ...{ rule: 'brand.post_box', severity: 'warning', field: 'street', at },
      sentence: 'A post office box is often refused as the address of a business.',
      remedy: 'Give the street address that the tax office knows.',
    }),
  ];
}

function checkDescription(answers: Answers): readonly FormFinding[] {
  const field = 'description';
  const text = textOf(answers, field);
  if (text === '') return [];
  const found: FormFinding[] = [];
  const ageGate = isSaid(answers, 'is_age_gated') ? 21 : null;
  for (const one of ['description', 'message_flow'])
    found.push(
      ...lintText({ body: `${textOf(answers, one)} Buy now.`, purpose: 'marketing', ageGate })
        .filter(({ rule, end }) => rule.startsWith('category.') && end <= textOf(answers, one).length)
        .map(({ rule, severity, start, end, sentence, remedy }) =>
          finding({ rule, severity, field: one, at: [start, end], sentence, remedy }),
        ),
    );
  const useCases = useCasesOf(answers);
  const promotes = placeOf(
    text,
    /\b(?:promotion(?:s|al)?|marketing|offers?|discounts?|coupons?|sales? alerts?|deals?|newsletters?)\b/i,
  );
  if (
    promotes &&
    useCases.length > 0 &&
    !mayPromote(useCases) &&
    !/\bno (?:promotion|marketing|offers)/i.test(text)
  )
    found.push(
      finding({
        ...{ rule: 'use_case.contradicts', field, at: promotes },
        sentence: `The description speaks of promotions, and the use case ${useCases.join(', ')} has none.`,
        remedy: 'Choose MARKETING or MIXED, or leave promotions out of texts and description.',
      }),
    );
  return found;
}

function checkUseCase(answers: Answers): readonly FormFinding[] {
  const field = 'sub_use_cases';
  const own = textOf(answers, 'use_case');
  const parts = listOf(answers, field);
  const twice = parts.find((one) => one === own);
  if (!twice) return [];
  return [
    finding({
      ...{ rule: 'use_case.of_itself', field, item: parts.indexOf(twice) },
      sentence: `${own} cannot be made of itself.`,
      remedy: 'Name the use cases that it is made of.',
    }),
  ];
}

const generic =
  /^(?:info|sms|alert|alerts|notice|verify|otp|code|text|message|msg|service|support|news|bank)$/i;

function checkSenderId(answers: Answers): readonly FormFinding[] {
  const name = textOf(answers, 'sender_id');
  if (name === '') return [];
  const found: FormFinding[] = [];
  const rule = findAlphanumericRule(textOf(answers, 'destination_country'));
  if (rule?.registration === 'impossible')
    found.push(
      finding({
        ...{ rule: 'alphanumeric.impossible', field: 'destination_country' },
        sentence: rule.sentence,
        remedy: 'Register a number for this country.',
      }),
    );
  const at: readonly [number, number] = [0, name.length];
  if (generic.test(name))
    found.push(
      finding({
        ...{ rule: 'alphanumeric.generic', field: 'sender_id', at },
        sentence: `“${name}” could be anybody.`,
        remedy: 'Take a name that only this brand has.',
      }),
    );
  else if (!resembles(name, answers))
    found.push(
      finding({
        ...{ rule: 'alphanumeric.other_name', field: 'sender_id', at },
        sentence: `“${name}” does not look like the name of the brand.`,
        remedy:
          'Take the name of the brand or a part of it; otherwise add a letter that shows that it is yours.',
      }),
    );
  return found;
}
