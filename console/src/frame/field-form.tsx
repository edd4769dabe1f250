import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, Fragment, type ReactNode, useState } from 'react';
import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { ApiProblem } from './api.ts';
import { ConfirmYou, isStaleSignIn } from './confirm-you.tsx';
import { Conflict, isOvertaken } from './conflict.tsx';
import { bodyOf, type Field, FieldView, initialValues, isSecret, type Values } from './fields.tsx';
import { findKept, hasAll, keep } from './kept.ts';
import { problemWords } from './problem-words.ts';
import { type Permission, useMayIfAsked, useZone } from './session.ts';

export type FormSpec<Answer = unknown> = {
  fields: readonly Field[];
  /** What the button says: a plain verb. */
  submit: string;
  /** `tag` is that of what was begun with, or of what `theirs` has found once somebody chose to write over it. */
  send: (body: never, values: Values, tag: string | null) => Promise<Answer>;
  done?: (answer: Answer) => void;
  /** Whoever may not do it sees what is entered, and is offered nothing. */
  needs?: Permission;
  isDanger?: boolean;
  /** For what cannot be taken back: this has to be typed first. */
  typeName?: string;
  /** Under this name what is typed survives a crash of the browser, until it is sent. */
  keepAs?: string;
  /** Of what is edited, as a change of it has to name it. It is kept with what was typed. */
  tag?: string;
  /** What stands there now, for when somebody else was faster: the same fields, and the tag to send with a change of them. */
  theirs?: () => Promise<{ values: Values; tag: string }>;
  /** Theirs was taken and what was typed is forgotten: a page that stays open asks for what stands there now. */
  tookTheirs?: () => void;
  /** What follows from what is entered so far, below the fields. `isRefused`: the very same has just been refused, and the form says why. */
  shows?: (values: Values, isRefused: boolean) => ReactNode;
  /** What is said in place of the sentence of a refusal that the page knows more of; null where it does not. */
  refuses?: (problem: ApiProblem, values: Values) => ReactNode;
};

/** A form that is data: its fields, its verb and where it goes. Refusals stand at the fields that they are about. */
export function FieldForm<Answer>({ spec, onCancel }: { spec: FormSpec<Answer>; onCancel?: () => void }) {
  const { fields, submit, isDanger = false, typeName } = spec;
  const zone = useZone();
  const may = useMayIfAsked(spec.needs);
  const { values, setValues, tag, isFound, forget } = useKeptValues(spec, zone);
  const [typed, setTyped] = useState('');
  const [sent, setSent] = useState<Values | null>(null);
  const [theirs, setTheirs] = useState<{ values: Values; tag: string } | null>(null);
  const send = useMutation({
    mutationFn: (over: string | null) =>
      spec.send(bodyOf(fields, values, zone) as never, values, over ?? tag),
    onSuccess: (answer) => {
      if (spec.keepAs) keep(spec.keepAs, null);
      spec.done?.(answer);
    },
    onError: async (error) => {
      if (isOvertaken(error) && spec.theirs) setTheirs(await spec.theirs());
    },
  });
  const shown = fields.filter((field) => field.isShown?.(values) ?? true);
  const known = new Set(shown.map(({ name }) => name));
  const errors = errorsByField(send.error, known);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (send.isPending || !may) return;
    setSent(values);
    send.mutate(null);
  };
  if (theirs !== null && !send.isPending)
    return (
      <Conflict
        rows={fields.map(({ name, label }) => ({
          label,
          mine: String(values[name] ?? ''),
          theirs: String(theirs.values[name] ?? ''),
        }))}
        onMine={() => {
          setTheirs(null);
          send.mutate(theirs.tag);
        }}
        onTheirs={() => {
          forget();
          setTheirs(null);
          send.reset();
          spec.tookTheirs?.();
          onCancel?.();
        }}
      />
    );
  if (isStaleSignIn(send.error) && !send.isPending)
    return <ConfirmYou onDone={() => send.mutate(send.variables ?? null)} onCancel={onCancel} />;
  const inputs = shown.map((field) => {
    const { name, drawn } = field;
    const value = values[name];
    const error = errors[name];
    const onChange = (next: unknown) => setValues((all) => ({ ...all, [name]: next }));
    if (drawn) return <Fragment key={name}>{drawn(value as never, onChange, values)}</Fragment>;
    return <FieldView key={name} {...{ field, value, onChange }} {...(error ? { error } : {})} />;
  });
  return (
    <form onSubmit={onSubmit} noValidate={false} className="form">
      <Stack gap="md">
        {isFound && (
          <Alert variant="light" color="indigo">
            {t('This is what you typed here before and did not save.')}{' '}
            <Button size="compact-xs" variant="default" onClick={forget}>
              {t('Begin anew')}
            </Button>
          </Alert>
        )}
        {send.error && (
          <FormRefusal error={send.error} fields={known}>
            {send.error instanceof ApiProblem && spec.refuses?.(send.error, sent ?? values)}
          </FormRefusal>
        )}
        {may ? inputs : <OnlyShown>{inputs}</OnlyShown>}
        {spec.shows?.(values, send.error !== null && sent === values)}
        {may && typeName !== undefined && (
          <TextInput
            label={t('Type “{name}” to go on', { name: typeName })}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('Cancel')}
            </Button>
          )}
          {may && (
            <Button
              type="submit"
              loading={send.isPending}
              {...(isDanger ? { color: 'red' } : {})}
              disabled={typeName !== undefined && typed.trim() !== typeName.trim()}
            >
              {submit}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** Fields as they stand, for whoever may look and not change. */
function OnlyShown({ children }: { children: ReactNode }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('You may look at this, and not change it.')}
      </Text>
      <fieldset className="bare" disabled>
        <Stack gap="md">{children}</Stack>
      </fieldset>
    </>
  );
}

type Kept = { values: Values; tag: string | null };
const isKept = (found: unknown): found is Kept => hasAll(found, 'values', 'tag');

type KeptForm = Pick<FormSpec, 'fields' | 'keepAs' | 'tag'>;

/** What is entered so far, kept in this browser where the form has a name for it. Passwords and keys never are. */
function useKeptValues({ fields, keepAs, tag: given }: KeptForm, zone: string) {
  const fresh = (): Kept => ({ values: initialValues(fields, zone), tag: given ?? null });
  const [isFound, setFound] = useState(() => keepAs !== undefined && findKept(keepAs, isKept) !== null);
  const [state, setState] = useState<Kept>(() => {
    const kept = keepAs === undefined ? null : findKept(keepAs, isKept);
    return kept === null
      ? fresh()
      : { values: { ...initialValues(fields, zone), ...kept.values }, tag: kept.tag };
  });
  const setValues = (next: (all: Values) => Values) =>
    setState(({ values, tag }) => {
      const changed = next(values);
      const secret = new Set(fields.flatMap(({ name, kind }) => (isSecret(kind) ? [name] : [])));
      const shown = Object.entries(changed).filter(([name]) => !secret.has(name));
      if (keepAs !== undefined) keep(keepAs, { values: Object.fromEntries(shown), tag });
      return { values: changed, tag };
    });
  const forget = () => {
    if (keepAs !== undefined) keep(keepAs, null);
    setState(fresh());
    setFound(false);
  };
  return { ...state, setValues, isFound, forget };
}

type FormRefusalProps = { error: Error; fields: ReadonlySet<string>; children: ReactNode };

/** What stands against a form as a whole, in the page's own words where it has some, and what is said of fields that it does not show. */
function FormRefusal({ error, fields, children }: FormRefusalProps) {
  const problem = error instanceof ApiProblem ? error : null;
  const details = problem?.details ?? [];
  const others = details.filter(
    ({ pointer, detail }) => !fields.has(nameOf(pointer, fields)) && detail !== problem?.message,
  );
  const below = details.filter(({ pointer }) => fields.has(nameOf(pointer, fields)));
  // What the service says of a whole request that is not as described is meant for programs.
  const isOfFields = problem?.code === 'request.invalid' && below.length > 0;
  const isSaidBelow =
    isOfFields ||
    below.some(({ detail }) => detail === problem?.message) ||
    (below.length > 0 && below.length === details.length);
  return (
    <Alert color="red" variant="light" role="alert">
      {children || (
        <Text size="sm">
          {isSaidBelow ? t('Not saved yet: what is marked below says why.') : problemWords(error)}
        </Text>
      )}
      {(children || isSaidBelow) && problem?.requestId && (
        <Text size="xs" c="dimmed">
          {t('request {id}', { id: problem.requestId })}
        </Text>
      )}
      {!isOfFields &&
        others.map(({ pointer, detail }) => (
          <Text size="sm" key={pointer + detail}>
            {detail}
          </Text>
        ))}
    </Alert>
  );
}

/** The field that a pointer is about: its own, or of one of several words the one that holds them. */
function nameOf(pointer: string, fields: ReadonlySet<string>): string {
  const whole = pointer.replace(/^\//, '');
  return fields.has(whole) ? whole : (whole.split('/')[0] ?? '');
}

function errorsByField(error: Error | null, fields: ReadonlySet<string>): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const said: Record<string, string> = {};
  for (const { pointer, detail } of error.details) {
    const sentence = asSentence(detail);
    const name = nameOf(pointer, fields);
    const before = said[name];
    said[name] = before === undefined ? sentence : `${before} ${sentence}`;
  }
  return said;
}

const asSentence = (words: string) =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?…]$/.test(words) ? '' : '.'}`;

export type Asked = { title: string; lead?: ReactNode } & FormSpec<never>;
type Ask = <Answer>(asked: { title: string; lead?: ReactNode } & FormSpec<Answer>) => void;

/** One question at a time over a page: `const [dialog, ask] = useAsk()`. It closes once the server has taken it. */
export function useAsk(): [ReactNode, Ask] {
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const dialog = (
    <Question title={asked?.title ?? ''} isOpen={asked !== null} onClose={close}>
      {asked && (
        <Stack gap="md">
          {asked.lead && <Text component="div">{asked.lead}</Text>}
          <FieldForm
            spec={{
              ...asked,
              done: (answer: never) => {
                close();
                asked.done?.(answer);
              },
            }}
            onCancel={close}
          />
        </Stack>
      )}
    </Question>
  );
  return [dialog, (next) => setAsked(next as unknown as Asked)];
}
