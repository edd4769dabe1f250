import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiProblem, api } from '../../frame/api.ts';
import { beginAnewByNextLink, forgetLinkToken, readLinkToken } from '../../frame/link-token.ts';
import { NewPasswordField } from '../../frame/new-password-field.tsx';
import { meQuery } from '../../frame/queries.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { Doorway } from '../../frame/shell.tsx';
import { t } from '../../ui/language.ts';
import { Failure } from '../../ui/states.tsx';

/** Sets a new password by a link. A second factor is asked for afterwards, as at any sign-in. */
export function NewPasswordScreen() {
  const [token] = useState(() => readLinkToken(window.location.hash));
  const router = useRouter();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (password: string) => api.setNewPassword(token ?? '', password),
    onSuccess: async () => {
      await client.resetQueries({ queryKey: meQuery.queryKey });
      router.history.replace('/campaigns');
    },
    onError: (error) => {
      if (isHalf(error)) router.history.replace('/sign-in?step=second_factor');
    },
  });
  useEffect(() => {
    document.title = `${t('New password')} · Tidings`;
    forgetLinkToken();
    return beginAnewByNextLink();
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('password')));
  };

  if (token === null) {
    return (
      <Doorway>
        <Failure
          level={1}
          title={t('This link is not complete')}
          sentence={t('Copy the whole address from the letter, including what follows the # sign.')}
        />
      </Doorway>
    );
  }
  return (
    <Doorway>
      <Paper withBorder radius="lg" p="xl" maw={420} mx="auto" mt="xl" bg="var(--card)">
        <form onSubmit={submit}>
          <Stack>
            <Title order={1}>{t('Choose a new password')}</Title>
            <Text>{t('All your sessions end, and you are signed in here with the new one.')}</Text>
            {save.error && !isHalf(save.error) && (
              <Refusal
                error={save.error}
                otherwise={t('The password could not be set for a reason of ours. Try again.')}
              />
            )}
            <NewPasswordField label={t('New password')} />
            <Button type="submit" loading={save.isPending} fullWidth>
              {t('Set the password')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Doorway>
  );
}

const isHalf = (error: Error): boolean =>
  error instanceof ApiProblem && error.code === 'sign_in.second_factor_needed';
