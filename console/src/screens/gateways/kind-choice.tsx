import { Button, Group, Stack, Text } from '@mantine/core';
import { t } from '../../ui/language.ts';
import { type Kind, pairKinds } from './pair-kinds.ts';

/** The carriers there are, by name: each with its rehearsal beside it, where nothing leaves and a pretend carrier answers. */
export function KindChoice({
  kinds,
  onChoose,
}: {
  kinds: readonly Kind[];
  onChoose: (kind: string) => void;
}) {
  const pairs = pairKinds(kinds);
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('Choose the carrier at which you have an account.')}{' '}
        {pairs.some(({ rehearsal }) => rehearsal) &&
          t('“Rehearse” connects a pretend one in its place: nothing leaves by it.')}
      </Text>
      {pairs.map(({ carrier, rehearsal }) => (
        <Group key={(carrier ?? rehearsal)?.kind} gap="xs" wrap="nowrap">
          {carrier && (
            <Button
              variant="default"
              justify="start"
              flex={1}
              h="auto"
              mih="2.25rem"
              py="0.375rem"
              styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}
              onClick={() => onChoose(carrier.kind)}
            >
              {carrier.name}
            </Button>
          )}
          {rehearsal && (
            <Button
              variant="subtle"
              aria-label={rehearsal.name}
              title={rehearsal.name}
              onClick={() => onChoose(rehearsal.kind)}
            >
              {carrier ? t('Rehearse') : rehearsal.name}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
