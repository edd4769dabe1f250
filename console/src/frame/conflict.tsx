import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type Difference, Differences } from '../ui/differences.tsx';
import { t } from '../ui/language.ts';
import { ApiProblem } from './api.ts';

/** Whether the server refused a change because somebody else was faster. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code.endsWith('.changed_meanwhile');

type ConflictProps = {
  rows: readonly Difference[];
  onMine: () => void;
  onTheirs: () => void;
  isBusy?: boolean;
};

/** Two have changed the same: what differs, and a choice. Neither is written over the other unseen. */
export function Conflict({ rows, onMine, onTheirs, isBusy = false }: ConflictProps) {
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      title={t('Somebody else has changed this since you began')}
    >
      <Stack gap="sm">
        <Text size="sm">
          {t(
            'Struck through is what stands there now, underlined what you have written. Yours is not saved yet.',
          )}
        </Text>
        <Differences rows={rows} />
        <Group gap="xs">
          <Button size="xs" loading={isBusy} onClick={onMine}>
            {t('Save mine over it')}
          </Button>
          <Button size="xs" variant="default" onClick={onTheirs}>
            {t('Take what stands there')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
