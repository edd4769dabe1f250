import {
  type Answer,
  type Answers,
  type Form,
  type FormField,
  type FormFinding,
  isRequired,
} from '../form.ts';
import { finding } from './finding.ts';

/** What is missing, too short, too long or of another kind than the form asks. */
export function checkFields(form: Form, answers: Answers): readonly FormFinding[] {
  const known = new Set(form.fields.map(({ id }) => id));
  const unknown = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) =>
      finding({
        ...{ rule: 'field.unknown', field: id },
        sentence: `This form has no field “${id.slice(0, 60)}”.`,
        remedy: 'Leave it out, or see the fields of the form.',
      }),
    );
  return [...unknown, ...form.fields.flatMap((field) => checkField(field, answers))];
}

function checkField(field: FormField, answers: Answers): readonly FormFinding[] {
  const answer = answers[field.id];
  if (answer === undefined || isEmpty(answer))
    return isRequired(field, answers)
      ? [
          finding({
            ...{ rule: 'field.missing', field: field.id },
            sentence: `${field.label} is not filled in.`,
            remedy: field.help,
          }),
        ]
      : [];
  const wrong = wrongKind(field, answer);
  if (wrong) return [finding({ rule: 'field.kind', field: field.id, sentence: wrong, remedy: field.help })];
  if (typeof answer === 'number') return checkNumber(field, answer);
  if (typeof answer === 'boolean') return [];
  if (typeof answer === 'string') return checkText(field, answer, null);
  return [...checkCount(field, answer), ...answer.flatMap((one, item) => checkText(field, one, item))];
}

const isEmpty = (answer: Answer): boolean =>
  typeof answer === 'string' ? answer.trim() === '' : Array.isArray(answer) && answer.length === 0;

const listKinds: readonly FormField['kind'][] = ['list', 'choices', 'urls'];

function wrongKind({ kind, label }: FormField, answer: Answer): string | null {
  if (listKinds.includes(kind)) return Array.isArray(answer) ? null : `“${label}” must be a list.`;
  if (kind === 'flag') return typeof answer === 'boolean' ? null : `“${label}” must be true or false.`;
  if (kind === 'number') return typeof answer === 'number' ? null : `“${label}” must be a number.`;
  return typeof answer === 'string' ? null : `“${label}” must be text.`;
}

function checkNumber({ id, label, min, max, help }: FormField, answer: number): readonly FormFinding[] {
  if (Number.isFinite(answer) && (min === undefined || answer >= min) && (max === undefined || answer <= max))
    return [];
  const sentence = `“${label}” must be from ${min ?? 0} to ${max ?? 'any number'}.`;
  return [finding({ rule: 'field.range', field: id, sentence, remedy: help })];
}

function checkCount(
  { id, label, minItems, maxItems, help }: FormField,
  answer: readonly string[],
): readonly FormFinding[] {
  const isFew = minItems !== undefined && answer.length < minItems;
  if (!isFew && (maxItems === undefined || answer.length <= maxItems)) return [];
  const sentence = isFew
    ? `“${label}” has ${answer.length}, and at least ${minItems} are needed.`
    : `“${label}” has ${answer.length}, and at most ${maxItems} are taken.`;
  return [finding({ rule: 'field.count', field: id, sentence, remedy: help })];
}

const shapes: Partial<Record<FormField['kind'], { readonly pattern: RegExp; readonly words: string }>> = {
  url: { pattern: /^https?:\/\/[^\s/?#]+\.[^\s/?#]+\S*$/iu, words: 'an address that begins with https://' },
  urls: { pattern: /^https?:\/\/[^\s/?#]+\.[^\s/?#]+\S*$/iu, words: 'an address that begins with https://' },
  email: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/u, words: 'an e-mail address' },
  phone: { pattern: /^\+[1-9]\d{6,14}$/u, words: 'a number in international form, such as +12025550100' },
  country: { pattern: /^[A-Z]{2}$/u, words: 'a country as two capital letters, such as US' },
};

function checkText(field: FormField, text: string, item: number | null): readonly FormFinding[] {
  const { id, label, help, minLength, maxLength, choices } = field;
  const at = item === null ? `“${label}”` : `“${label}” (${item + 1})`;
  const tell = (rule: string, sentence: string, remedy = help) => [
    finding({ rule, field: id, item, at: [0, text.length], sentence, remedy }),
  ];
  if (choices && !choices.includes(text))
    return tell(
      'field.choice',
      `${at} is “${text.slice(0, 60)}”, which cannot be chosen.`,
      `Choose one of: ${choices.join(', ')}.`,
    );
  if (minLength !== undefined && text.trim().length < minLength)
    return tell(
      'field.too_short',
      `${at} has ${text.trim().length} characters, and at least ${minLength} are needed.`,
    );
  if (maxLength !== undefined && text.length > maxLength)
    return tell('field.too_long', `${at} has ${text.length} characters, and at most ${maxLength} are taken.`);
  const shape = field.shape
    ? { pattern: new RegExp(field.shape.pattern, 'u'), words: field.shape.words }
    : shapes[field.kind];
  return shape && !shape.pattern.test(text) ? tell('field.shape', `${at} is not ${shape.words}.`) : [];
}
