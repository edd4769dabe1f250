import {
  Checkbox,
  Fieldset,
  Input,
  NativeSelect,
  PasswordInput,
  Textarea,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { t } from '../ui/language.ts';
import { cityOf } from '../ui/times.ts';
import { hourIn, instantIn } from '../ui/zone-clock.ts';
import { useZone } from './session.ts';

// It counts by the code that bills, which forms without words for people need not load.
const MessageField = lazy(() =>
  import('./writing/message-field.tsx').then(({ MessageField }) => ({ default: MessageField })),
);

/** A field of a form, said as data. Its name is the JSON pointer of what it becomes: `name`, `caps/day`. */
export type Field = {
  name: string;
  label: string;
  help?: string;
  kind?:
    | 'text'
    | 'long'
    | 'number'
    | 'choice'
    | 'many'
    | 'secret'
    /** A secret of several lines, such as a private key. */
    | 'long_secret'
    | 'switch'
    | 'date'
    /** An instant, typed and shown as the clock of the workspace shows it. It begins with one of the service, if any. */
    | 'moment'
    /** Day and hour on whichever clock the form says, passed on as they were typed. */
    | 'wall'
    | 'words'
    | 'message';
  choices?: readonly Choice[];
  isRequired?: boolean;
  /** A choice that nothing is preset for: what follows from it is too much to be anybody's by default. */
  mustChoose?: boolean;
  /** Not to be filled in now, but nothing comes of it without: it is not called optional. */
  isNeededLater?: boolean;
  /** In a form where everything may be left empty, that is said of nothing. */
  isQuiet?: boolean;
  initial?: unknown;
  placeholder?: string;
  /** What an empty field becomes: left out unless told. */
  whenEmpty?: null | readonly never[];
  rows?: number;
  /** Shown only while this holds of what is entered elsewhere. */
  isShown?: (values: Values) => boolean;
  /** Drawn by the page itself: what is entered is whatever this passes on, and goes into the request as it is. */
  drawn?: (value: never, onChange: (value: unknown) => void, values: Values) => ReactNode;
};
export type Choice = {
  value: string;
  label: string;
  /** Under which heading it stands, where there are many. */
  group?: string;
};
export type Values = Readonly<Record<string, unknown>>;

/** `zone`: by whose clock the hours of a form are shown and read. */
export function initialValues(fields: readonly Field[], zone: string): Values {
  return Object.fromEntries(fields.map((field) => [field.name, begun(field, zone) ?? blank(field)]));
}

const begun = ({ kind, initial }: Field, zone: string): unknown =>
  kind === 'moment' && typeof initial === 'string' && initial !== '' ? hourIn(zone, initial) : initial;

function blank({ kind, choices, isRequired, mustChoose }: Field): unknown {
  if (kind === 'switch') return false;
  if (kind === 'many') return [];
  if (kind === 'choice') return isRequired === false || mustChoose ? '' : (choices?.[0]?.value ?? '');
  return '';
}

/** Kept in no browser, and sent to the letter. */
export const isSecret = (kind: Field['kind']): boolean => kind === 'secret' || kind === 'long_secret';

/** The body of a request, from what was entered. */
export function bodyOf(fields: readonly Field[], values: Values, zone: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.isShown && !field.isShown(values)) continue;
    const value = readEntered(field, values[field.name], zone);
    if (value !== undefined) place(body, field.name.split('/'), value);
  }
  return body;
}

function readEntered({ kind, whenEmpty, drawn }: Field, entered: unknown, zone: string): unknown {
  if (kind === 'switch' || kind === 'many' || drawn) return entered;
  const words = isSecret(kind) ? String(entered ?? '') : String(entered ?? '').trim();
  if (words === '') return whenEmpty;
  if (kind === 'number') return Number(words);
  if (kind === 'moment') return instantIn(zone, words);
  if (kind === 'words')
    return words
      .split(/[,\n]/)
      .map((word) => word.trim())
      .filter(Boolean);
  return words;
}

function place(into: Record<string, unknown>, [first = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inner = (into[first] ?? {}) as Record<string, unknown>;
  into[first] = inner;
  place(inner, rest, value);
}

type FieldViewProps = { field: Field; value: unknown; error?: string; onChange: (value: unknown) => void };

export function FieldView({ field, value, error, onChange }: FieldViewProps) {
  const { name, label, help, kind = 'text', isRequired = true } = field;
  const about = {
    name,
    label:
      isRequired || field.isNeededLater || field.isQuiet || kind === 'switch' || kind === 'many'
        ? label
        : `${label} (${t('optional')})`,
    ...(help ? { description: help } : {}),
    ...(error ? { error } : {}),
  };
  const typed = {
    ...about,
    value: String(value ?? ''),
    required: isRequired,
    withAsterisk: false,
    ...(field.placeholder ? { placeholder: field.placeholder } : {}),
  };
  if (kind === 'message')
    return (
      <Suspense fallback={<Textarea {...typed} rows={field.rows ?? 6} readOnly />}>
        <MessageField
          {...{ name, label, isRequired, onChange, value: typed.value, rows: field.rows ?? 6 }}
          {...(help ? { help } : {})}
          {...(error ? { error } : {})}
        />
      </Suspense>
    );
  if (kind === 'long' || kind === 'words')
    return (
      <Textarea
        {...typed}
        rows={field.rows ?? (kind === 'words' ? 2 : 4)}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (kind === 'choice')
    return (
      <NativeSelect
        {...about}
        value={String(value ?? '')}
        data={[...nothingChosen(field), ...(field.choices ?? [])]}
        {...(field.mustChoose ? { required: true, withAsterisk: false } : {})}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (kind === 'switch')
    return (
      <Checkbox
        {...about}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (kind === 'many') return <ManyView {...{ field, value, onChange }} {...(error ? { error } : {})} />;
  if (kind === 'secret')
    return (
      <PasswordInput
        {...typed}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('Show what is typed'), tabIndex: 0 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (kind === 'long_secret')
    return (
      <Textarea
        {...typed}
        rows={field.rows ?? 4}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'masked' }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (kind === 'moment') return <MomentInput {...typed} onHour={onChange} />;
  const types = { number: 'number', date: 'date', wall: 'datetime-local', text: 'text' } as const;
  return (
    <TextInput
      {...typed}
      type={types[kind]}
      {...(kind === 'number' ? { step: 'any' } : {})}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type MomentInputProps = Omit<TextInputProps, 'type' | 'onChange'> & { onHour: (hour: string) => void };

/** Day and hour by the clock of the workspace, which it names: the computer's may show another. */
export function MomentInput({ description, onHour, ...about }: MomentInputProps) {
  const whose = t('By the clock of {city}.', { city: cityOf(useZone()) });
  return (
    <TextInput
      {...about}
      type="datetime-local"
      autoComplete="off"
      description={description ? `${description} ${whose}` : whose}
      onChange={(event) => onHour(event.currentTarget.value)}
    />
  );
}

function nothingChosen({ isRequired = true, mustChoose }: Field): Choice[] {
  if (mustChoose) return [{ value: '', label: t('Choose …') }];
  return isRequired ? [] : [{ value: '', label: '–' }];
}

function ManyView({ field, value, error, onChange }: FieldViewProps) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <Fieldset legend={field.label} radius="md" mx={0}>
      {(field.choices ?? []).length === 0 && (
        <span>{field.placeholder ?? t('There is nothing to choose from yet.')}</span>
      )}
      {error && <Input.Error>{error}</Input.Error>}
      {[...Map.groupBy(field.choices ?? [], ({ group }) => group)].map(([group, choices]) => {
        const boxes = choices.map((choice) => (
          <Checkbox
            key={choice.value}
            mb={6}
            label={choice.label}
            checked={chosen.includes(choice.value)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, choice.value]
                  : chosen.filter((one) => one !== choice.value),
              )
            }
          />
        ));
        return group === undefined ? (
          boxes
        ) : (
          <Fieldset key={group} legend={group} variant="unstyled" mt="xs" mx={0}>
            {boxes}
          </Fieldset>
        );
      })}
    </Fieldset>
  );
}
