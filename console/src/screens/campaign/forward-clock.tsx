import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../frame/api.ts';
import { problemWords } from '../../frame/problem-words.ts';
import { rehearsalQuery } from '../../frame/queries.ts';
import { t } from '../../ui/language.ts';

/** In a rehearsal nobody has to wait for the morning: the clock can be moved to the hour of the next held text. */
export function ForwardClock() {
  const client = useQueryClient();
  const forward = useMutation({
    mutationFn: api.forwardClock,
    onSettled: () => client.invalidateQueries({ queryKey: rehearsalQuery.queryKey }),
  });
  return (
    <>
      <Button
        variant="default"
        size="sm"
        mt="sm"
        fullWidth
        loading={forward.isPending}
        onClick={() => forward.mutate()}
      >
        {t('Move the clock to the next hour')}
      </Button>
      {forward.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>
          {problemWords(forward.error, t('The clock was not moved. Try again.'))}
        </Text>
      )}
    </>
  );
}
