import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { t } from '../ui/language.ts';
import { ApiProblem } from './api.ts';
import { call } from './call.ts';
import { Refusal } from './refusal.tsx';

/** True where what was asked is too much for a sign-in of some while ago. */
export const isStaleSignIn = (error: Error | null): boolean =>
  error instanceof ApiProblem && error.code === 'sign_in.not_fresh';

type RefusalOrConfirmProps = { error: Error; otherwise: string; onDone: () => void; onCancel: () => void };

/** Why something was not done; of what is too much for an old sign-in, the question who it is, after which it goes on. */
export function RefusalOrConfirm({ error, otherwise, onDone, onCancel }: RefusalOrConfirmProps) {
  return isStaleSignIn(error) ? (
    <ConfirmYou onDone={onDone} onCancel={onCancel} />
  ) : (
    <Refusal error={error} otherwise={otherwise} />
  );
}

/** What was typed, as the server takes it: no password is six digits. */
export const proofOf = (typed: string): { code: string } | { password: string } =>
  /^\s*\d{3}\s?\d{3}\s*$/.test(typed) ? { code: typed.replaceAll(/\s/g, '') } : { password: typed };

/** Asks once more who it is, in the place of what was asked for; what was typed there waits behind it. */
export function ConfirmYou({
  onDone,
  onCancel,
}: {
  onDone: () => void;
  onCancel?: (() => void) | undefined;
}) {
  const [typed, setTyped] = useState('');
  const confirm = useMutation({
    mutationFn: () => call('/v1/me/confirm', 'post', { body: proofOf(typed) }),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (typed !== '' && !confirm.isPending) confirm.mutate();
  };
  return (
    <form onSubmit={submit} className="form">
      <Stack gap="md">
        <Alert variant="light" color="indigo" role="status">
          {t('You signed in some while ago. Confirm that it is you, then it goes on.')}
        </Alert>
        {confirm.error && (
          <Refusal
            error={confirm.error}
            otherwise={t('That did not work for a reason of ours. Try again.')}
          />
        )}
        <PasswordInput
          label={t('Your password, or the code that your app shows')}
          value={typed}
          autoComplete="current-password"
          data-autofocus
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('Show what is typed'), tabIndex: 0 }}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('Cancel')}
            </Button>
          )}
          <Button type="submit" loading={confirm.isPending}>
            {t('It is me')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
