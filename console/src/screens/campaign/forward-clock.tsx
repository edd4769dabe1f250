import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../frame/api.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { problemWords } from '../../frame/problem-words.ts';
import { rehearsalQuery } from '../../frame/queries.ts';
import { WayBackLink } from '../../frame/way-back-link.tsx';
import { t } from '../../ui/language.ts';

/** In a rehearsal nobody has to wait for the morning: the clock can be moved to the hour of the next held text. */
export function ForwardClock() {
  const client = useQueryClient();
  const forward = useMutation({
    mutationFn: () => api.forwardClock(false),
    onSettled: () => client.invalidateQueries({ queryKey: rehearsalQuery.queryKey }),
  });
  return (
    <>
      <ClockButton
        name={t('Move the clock to the next hour')}
        isBusy={forward.isPending}
        onPress={() => forward.mutate()}
      />
      {forward.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>
          {problemWords(forward.error, t('The clock was not moved. Try again.'))}
        </Text>
      )}
    </>
  );
}

/** The same for a rehearsal on the real clock, which gets one of its own by it: asked first, because it is not taken back. */
export function BeginClock() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const begin = () =>
    ask({
      title: t('Move the clock of this rehearsal'),
      lead: (
        <>
          {t(
            'The rehearsal gets a clock of its own, which is moved to the hour of the next text now and runs on from there. No button turns it back. That does not make this a rehearsal for ever: before the first real carrier is connected, whoever runs the installation gives it the real clock again.',
          )}{' '}
          <WayBackLink />
        </>
      ),
      fields: [],
      submit: t('Move it'),
      send: () => api.forwardClock(true),
      done: () => void client.invalidateQueries({ queryKey: rehearsalQuery.queryKey }),
    });
  return (
    <>
      {dialog}
      <ClockButton name={t('Do not wait: move the clock …')} isBusy={false} onPress={begin} />
    </>
  );
}

const ClockButton = ({ name, isBusy, onPress }: { name: string; isBusy: boolean; onPress: () => void }) => (
  <Button size="sm" mt="sm" fullWidth loading={isBusy} onClick={onPress}>
    {name}
  </Button>
);
