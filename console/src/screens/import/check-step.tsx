import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Bills } from './bills.tsx';
import type { Import } from './draft.ts';
import { Rejects } from './rejects.tsx';

/** What importing the file would do, to the last row; nothing of it is done before the button. */
export function CheckStep({ found }: { found: Import }) {
  const client = useQueryClient();
  const commit = useMutation({
    mutationFn: () => call('/v1/imports/{id}/commit', 'post', { path: { id: found.id } }),
    onSettled: () => refresh(client, '/v1/imports'),
  });
  const people = found.counts.people ?? 0;
  return (
    <div className="stack">
      <Panel title={t('What this import will do')}>
        <Bills counts={found.counts} />
        {found.notes.length > 0 && (
          <ul className="plain-list">
            {found.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        {commit.error && <Refusal error={commit.error} otherwise={t('It was not imported. Try again.')} />}
        <Group mt="md">
          <Button
            size="md"
            disabled={found.status !== 'checked' || people === 0}
            loading={commit.isPending}
            onClick={() => commit.mutate()}
          >
            {tn(people, 'Import {n} person', 'Import {n} people')}
          </Button>
        </Group>
      </Panel>
      <Rejects found={found} />
    </div>
  );
}
