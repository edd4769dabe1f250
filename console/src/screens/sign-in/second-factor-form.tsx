import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef } from 'react';
import { api } from '../../frame/api.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { t } from '../../ui/language.ts';
import { PasskeyButton } from './passkey-button.tsx';

/** What is asked for after the password: a code of the app, a recovery code, or a passkey. */
export function SecondFactorForm({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const finish = useMutation({
    mutationFn: (code: string) => api.signInByCode(code),
    onSuccess: onDone,
  });
  // The page has changed under whoever reads it by ear: the field says where they are.
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    finish.mutate(String(new FormData(event.currentTarget).get('code')));
  };

  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1}>{t('One more step')}</Title>
        <Text>{t('Show that it is you with your authenticator app, a recovery code or a passkey.')}</Text>
        {finish.error && (
          <Refusal error={finish.error} otherwise={t('Signing in failed for a reason of ours. Try again.')} />
        )}
        <TextInput
          ref={field}
          label={t('Code')}
          description={t('Six digits from your app, or one of your recovery codes')}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={finish.isPending} fullWidth>
          {t('Continue')}
        </Button>
        <PasskeyButton onDone={onDone} />
        <Button variant="subtle" onClick={onBack} fullWidth>
          {t('Begin again')}
        </Button>
      </Stack>
    </form>
  );
}
