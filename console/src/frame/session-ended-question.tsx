import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { ApiProblem } from './api.ts';
import { problemWords } from './problem-words.ts';
import { meQuery } from './queries.ts';
import { sessionEndedKey } from './query-client.ts';
import { useMe } from './session.ts';

/** Asks somebody whose session has ended to sign in in another window, and lets them go on here. */
export function SessionEndedQuestion() {
  const client = useQueryClient();
  const before = useMe();
  const goOn = useMutation({
    // Another person's page must not be shown what this one has typed, nor the other way round.
    mutationFn: async () => {
      const me = await client.fetchQuery({ ...meQuery, staleTime: 0 });
      const isSame = me.account?.email === before.account?.email && me.workspace.id === before.workspace.id;
      if (!isSame) window.location.assign('/');
    },
    onSuccess: async () => {
      client.setQueryData(sessionEndedKey, false);
      await client.invalidateQueries();
    },
  });
  return (
    <Question title={t('You have been signed out')} isOpen onClose={() => goOn.mutate()}>
      <Stack>
        <Text>
          {t(
            'Your session has ended. What stands on this page is kept: sign in in another window, then go on here.',
          )}
        </Text>
        {goOn.error && (
          <Alert color="red" variant="light" role="alert">
            {goOn.error instanceof ApiProblem && goOn.error.isSignedOut
              ? t('Nobody is signed in yet.')
              : problemWords(goOn.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button component="a" href="/sign-in" target="_blank" rel="noopener" variant="default">
            {t('Sign in in a new window')}
          </Button>
          <Button loading={goOn.isPending} onClick={() => goOn.mutate()}>
            {t('I have signed in')}
          </Button>
        </Group>
      </Stack>
    </Question>
  );
}
