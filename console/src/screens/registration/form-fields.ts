import type { Field } from '../../frame/fields.tsx';

/** A field of a registration form as the API describes it. */
export type FormField = {
  id: string;
  label: string;
  kind: string;
  choices: readonly string[] | null;
  help: string;
};

type Answers = Readonly<Record<string, unknown>>;

/** The form as fields with what is answered already. Nothing is required here: a draft may be saved half done. */
export function fieldsOf(fields: readonly FormField[], answers: Answers): Field[] {
  return fields.map((field) => ({
    name: field.id,
    label: field.label,
    help: field.help,
    kind: kindOf(field),
    isRequired: false,
    isNeededLater: true,
    initial: shown(field, answers[field.id]),
    ...(field.choices ? { choices: field.choices.map((value) => ({ value, label: value })) } : {}),
  }));
}

const lines: ReadonlySet<string> = new Set(['list', 'urls']);

function kindOf({ kind, choices }: FormField): NonNullable<Field['kind']> {
  if (lines.has(kind)) return 'long';
  if (kind === 'choices') return 'many';
  if (kind === 'flag') return 'switch';
  if (kind === 'number') return 'number';
  return choices ? 'choice' : 'text';
}

function shown(field: FormField, answer: unknown): unknown {
  const kind = kindOf(field);
  if (kind === 'switch') return answer === true;
  if (kind === 'many') return Array.isArray(answer) ? answer : [];
  // A list of texts is written one a line.
  return Array.isArray(answer) ? answer.join('\n') : (answer ?? '');
}

/** What was entered, as answers: lists one a line, and nothing for what was left blank. */
export function answersOf(fields: readonly FormField[], body: Answers): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const entered = body[field.id];
      if (entered === undefined) return [];
      if (!lines.has(field.kind)) return [[field.id, entered]];
      const texts = String(entered)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
      return [[field.id, texts]];
    }),
  );
}
