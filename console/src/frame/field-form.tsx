import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { ApiProblem } from './api.ts';
import { bodyOf, type Field, FieldView, initialValues, type Values } from './fields.tsx';

export type FormSpec<Answer = unknown> = {
  fields: readonly Field[];
  /** What the button says: a plain verb. */
  submit: string;
  send: (body: never, values: Values) => Promise<Answer>;
  done?: (answer: Answer) => void;
  isDanger?: boolean;
  /** For what cannot be taken back: this has to be typed first. */
  typeName?: string;
};

/** A form that is data: its fields, its verb and where it goes. Refusals stand at the fields that they are about. */
export function FieldForm<Answer>({ spec, onCancel }: { spec: FormSpec<Answer>; onCancel?: () => void }) {
  const { fields, submit, isDanger = false, typeName } = spec;
  const [values, setValues] = useState(() => initialValues(fields));
  const [typed, setTyped] = useState('');
  const send = useMutation({
    mutationFn: () => spec.send(bodyOf(fields, values) as never, values),
    onSuccess: (answer) => spec.done?.(answer),
  });
  const errors = errorsByField(send.error);
  const shown = fields.filter((field) => field.isShown?.(values) ?? true);
  const known = new Set(shown.map(({ name }) => name));

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!send.isPending) send.mutate();
  };
  return (
    <form onSubmit={onSubmit} noValidate={false}>
      <Stack gap="md">
        {send.error && <FormRefusal error={send.error} fields={known} />}
        {shown.map((field) => (
          <FieldView
            key={field.name}
            field={field}
            value={values[field.name]}
            {...(errors[field.name] ? { error: errors[field.name] } : {})}
            onChange={(value) => setValues((all) => ({ ...all, [field.name]: value }))}
          />
        ))}
        {typeName !== undefined && (
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
          <Button
            type="submit"
            loading={send.isPending}
            {...(isDanger ? { color: 'red' } : {})}
            disabled={typeName !== undefined && typed.trim() !== typeName.trim()}
          >
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What stands against a form as a whole, and what is said of fields that it does not show. */
function FormRefusal({ error, fields }: { error: Error; fields: ReadonlySet<string> }) {
  const problem = error instanceof ApiProblem ? error : null;
  const others = (problem?.details ?? []).filter(({ pointer }) => !fields.has(nameOf(pointer)));
  return (
    <Alert color="red" variant="light" role="alert">
      <Text size="sm">
        {problem?.message ?? t('That did not work for a reason of ours. Try again.')}
        {problem?.requestId && ` (${t('request {id}', { id: problem.requestId })})`}
      </Text>
      {others.map(({ pointer, detail }) => (
        <Text size="sm" key={pointer + detail}>
          {detail}
        </Text>
      ))}
    </Alert>
  );
}

const nameOf = (pointer: string) => pointer.replace(/^\//, '');

function errorsByField(error: Error | null): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.details.map(({ pointer, detail }) => [
      nameOf(pointer),
      detail.charAt(0).toUpperCase() + detail.slice(1),
    ]),
  );
}

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
