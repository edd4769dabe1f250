/** What a schema objects to: its keyword, what that compares with, and the validator's own words. */
export type Finding = {
  keyword: string;
  params?: Readonly<Record<string, unknown>>;
  message?: string;
};

const types: Readonly<Record<string, string>> = {
  integer: 'must be a whole number',
  number: 'must be a number',
  string: 'must be text',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
};

/** Forms that people write by hand, by how the patterns of our schemas begin; of the others only programs are told, by the pattern. */
const forms: readonly (readonly [begins: string, words: string])[] = [
  ['\\S', 'must not be empty'],
  ['^[A-Z]{2}', 'must be two capital letters, such as US'],
  ['^[A-Za-z]{2}', 'must be two letters, such as US'],
  ['^[A-Z]{3}', 'must be three capital letters, such as USD'],
  ['^\\d{4}-\\d{2}-\\d{2}$', 'must be a day, such as 2026-12-31'],
  ['^\\d{4}-\\d\\d-\\d\\d$', 'must be a day, such as 2026-12-31'],
  ['^\\d{4}-\\d{2}$', 'must be a month, such as 2026-12'],
  ['^\\d{1,', 'must be an amount, such as 12.50'],
  ['^\\+[1-9]', 'must be a number with the code of its country, such as +12025550100'],
  ['^[a-z][a-z0-9_]', 'must be of small letters, digits and _, a letter first'],
  ['^[a-z0-9_]{', 'must be of small letters, digits and _'],
  ['^https?://', 'must be an address that begins with http:// or https://'],
  ['^[^\\s@', 'must be an e-mail address'],
];

/** The same in words for whoever filled a form in, without its subject: “must be 0 or more”. */
export function wordsOfFinding({ keyword, params = {}, message }: Finding): string {
  const limit = Number(params.limit);
  const spoken: Readonly<Record<string, string | undefined>> = {
    required: 'is missing',
    boolean: 'is not known here',
    additionalProperties: 'has a field that is not known here',
    type: types[String(params.type)],
    pattern: forms.find(([begins]) => String(params.pattern).startsWith(begins))?.[1],
    minimum: `must be ${limit} or more`,
    maximum: `must be ${limit} or less`,
    exclusiveMinimum: `must be more than ${limit}`,
    exclusiveMaximum: `must be less than ${limit}`,
    minLength: limit === 1 ? 'must not be empty' : `must have ${limit} characters or more`,
    maxLength: `must have ${limit} characters at most`,
    minItems: limit === 1 ? 'needs at least one' : `needs ${limit} or more`,
    maxItems: `takes ${limit} at most`,
  };
  return spoken[keyword] ?? message ?? 'is wrong';
}
