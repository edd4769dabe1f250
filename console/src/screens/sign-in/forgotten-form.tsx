import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef } from 'react';
import { api } from '../../frame/api.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { t } from '../../ui/language.ts';

/** The way on for whoever has forgotten the password: a link by mail where mail goes out, and otherwise from whom to get one. */
export function ForgottenForm({ onBack }: { onBack: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const ask = useMutation({ mutationFn: api.forgetPassword });
  // The page has changed under whoever reads it by ear: the field says where they are.
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask.mutate(String(new FormData(event.currentTarget).get('email')));
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={1}>{t('A new password')}</Title>
        <Text>{t('We send a link that sets a new one to the address you sign in with.')}</Text>
        {ask.error && (
          <Refusal error={ask.error} otherwise={t('That did not work for a reason of ours. Try again.')} />
        )}
        {ask.isSuccess && (
          <Text role="status">
            {t('If somebody signs in with this address, the link is on its way. It works once.')}
          </Text>
        )}
        <TextInput
          ref={field}
          label={t('E-mail')}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={ask.isPending} fullWidth>
          {t('Send me a link')}
        </Button>
        <Text size="sm" c="dimmed">
          {t(
            'No letter? Whoever manages your colleagues makes a link under Settings › Members. Is nobody left who can sign in, then on the machine itself: {command}',
            { command: 'node server/src/main.ts let-in you@example.com' },
          )}
        </Text>
        <Button variant="subtle" onClick={onBack} fullWidth>
          {t('Back to signing in')}
        </Button>
      </Stack>
    </form>
  );
}
