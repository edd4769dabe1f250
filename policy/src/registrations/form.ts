/** What can be registered. A campaign here is one of The Campaign Registry: a use case, not something that is sent once. */
export const registrationKinds = ['brand', 'campaign', 'toll_free', 'short_code', 'alphanumeric'] as const;
export type RegistrationKind = (typeof registrationKinds)[number];

/** One answer of a form. A list holds texts: samples, keywords, addresses. */
export type Answer = string | boolean | number | readonly string[];
/** A filled form: answers by the id of their field. What is not answered is not there. */
export type Answers = Readonly<Record<string, Answer>>;

export type FieldKind =
  | 'text'
  | 'list'
  | 'choice'
  | 'choices'
  | 'flag'
  | 'number'
  | 'url'
  | 'urls'
  | 'email'
  | 'phone'
  | 'country';

/** Holds when the other field has one of these answers. */
export interface Condition {
  readonly field: string;
  readonly is: readonly (string | boolean)[];
}

/** One field of a form, as data. */
export interface FormField {
  readonly id: string;
  readonly label: string;
  readonly kind: FieldKind;
  /** `true` always, `false` never, or when another field has one of some answers. */
  readonly required: boolean | Condition;
  /** Fewest and most characters: of the text, or of each item of a list. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** What a text must look like, with the words that say so. */
  readonly shape?: { readonly pattern: string; readonly words: string };
  /** What is meant, in one sentence. */
  readonly help: string;
  /** Where the field and its limits come from. */
  readonly source: string;
}

export interface Form {
  readonly kind: RegistrationKind;
  readonly title: string;
  /** Whom it is for, in one sentence. */
  readonly about: string;
  readonly fields: readonly FormField[];
}

export type Severity = 'error' | 'warning';

/** Something that a reviewer would object to. An `error` is a known reason to reject. */
export interface FormFinding {
  /** Stable and dotted, such as `sample.no_brand`. */
  readonly rule: string;
  readonly severity: Severity;
  /** The field to mend. */
  readonly field: string;
  /** Which item of a list, from 0; null where the field as a whole is meant. */
  readonly item: number | null;
  /** Index in the text of the first UTF-16 unit concerned, and of the one after the last; both 0 where something is missing. */
  readonly start: number;
  readonly end: number;
  readonly sentence: string;
  readonly remedy: string;
}

export const textOf = (answers: Answers, field: string): string => {
  const answer = answers[field];
  return typeof answer === 'string' ? answer : '';
};

export const listOf = (answers: Answers, field: string): readonly string[] => {
  const answer = answers[field];
  if (Array.isArray(answer)) return answer;
  return typeof answer === 'string' && answer !== '' ? [answer] : [];
};

export const isSaid = (answers: Answers, field: string): boolean => answers[field] === true;

export const holds = ({ field, is }: Condition, answers: Answers): boolean =>
  is.some((one) => answers[field] === one);

export const isRequired = ({ required }: FormField, answers: Answers): boolean =>
  typeof required === 'boolean' ? required : holds(required, answers);
