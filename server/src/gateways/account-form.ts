import { Invalid, type ProblemDetail } from '../platform/errors.ts';

export const fieldKinds = [
  'text',
  'long_text',
  'secret',
  'long_secret',
  'number',
  'switch',
  'choice',
] as const;
export type FieldKind = (typeof fieldKinds)[number];

/** One thing that a person enters to connect an account. */
export type FormField = {
  /** As it stands in the settings: snake_case. */
  readonly name: string;
  readonly label: string;
  /** Where to find it at the carrier, in a sentence. */
  readonly help: string;
  /** A secret is sealed and never shown again. */
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  /** A regular expression that the whole of a text matches. */
  readonly pattern?: string;
  readonly choices?: readonly string[];
  readonly least?: number;
  readonly most?: number;
  readonly example?: string;
};

export type AccountForm = readonly FormField[];

export const isSecretField = ({ kind }: FormField) => kind === 'secret' || kind === 'long_secret';

export type Entered = {
  readonly settings: Record<string, unknown>;
  /** All secrets together, as they are sealed: JSON. */
  readonly secret: string;
};

/**
 * Parts what was entered into what may lie in the open and what is sealed. Throws Invalid with all that is wrong at once;
 * what it says never repeats a secret.
 */
export function readForm(form: AccountForm, entered: Readonly<Record<string, unknown>>): Entered {
  const known = new Set(form.map(({ name }) => name));
  const problems: ProblemDetail[] = Object.keys(entered)
    .filter((name) => !known.has(name))
    .map((name) =>
      detailOf(name, 'gateway.unknown_setting', `There is no setting ${name} for this carrier.`),
    );
  const settings: Record<string, unknown> = {};
  const secrets: Record<string, unknown> = {};
  for (const field of form) {
    const value = tidy(entered[field.name]);
    if (value === undefined) {
      if (field.isRequired)
        problems.push(
          detailOf(field.name, 'gateway.missing_setting', `${field.label} is missing. ${field.help}`),
        );
      continue;
    }
    const wrong = whatIsWrong(field, value);
    if (wrong)
      problems.push(detailOf(field.name, 'gateway.bad_setting', `${field.label} ${wrong}. ${field.help}`));
    else (isSecretField(field) ? secrets : settings)[field.name] = value;
  }
  if (problems[0]) throw new Invalid(problems[0].code, problems[0].detail, problems);
  return { settings, secret: JSON.stringify(secrets) };
}

// Copied from a web page, a key often brings a blank with it.
function tidy(value: unknown): unknown {
  const trimmed = typeof value === 'string' ? value.trim() : value;
  return trimmed === '' || trimmed === null ? undefined : trimmed;
}

const detailOf = (name: string, code: string, detail: string): ProblemDetail => ({
  pointer: `/settings/${name}`,
  code,
  detail,
});

function whatIsWrong(field: FormField, value: unknown): string | null {
  const { kind, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = field;
  if (kind === 'switch') return typeof value === 'boolean' ? null : 'is either on or off';
  if (kind === 'number') {
    const isFit = typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;
    return isFit ? null : `is a number from ${least} to ${most}`;
  }
  if (typeof value !== 'string') return 'is a text';
  if (kind === 'choice')
    return field.choices?.includes(value) ? null : `is one of ${field.choices?.join(', ')}`;
  return field.pattern === undefined || new RegExp(`^(?:${field.pattern})$`).test(value)
    ? null
    : `does not look like one${field.example ? ` (such as ${field.example})` : ''}`;
}

/** The secrets of an account as its adapter wants them. What was not entered is ''. */
export function readSecrets<Name extends string>(
  secret: string,
  names: readonly Name[],
): Record<Name, string> {
  const read: unknown = secret === '' ? {} : JSON.parse(secret);
  const given = (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>;
  const pairs = names.map((name) => [name, typeof given[name] === 'string' ? given[name] : '']);
  return Object.fromEntries(pairs) as Record<Name, string>;
}

/** A text of the settings; '' where it is not there. */
export const textSetting = (settings: Readonly<Record<string, unknown>>, name: string): string => {
  const value = settings[name];
  return typeof value === 'string' ? value : '';
};
