import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { textableOf } from '../../frame/textable.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Bills } from './bills.tsx';
import type { Draft, Import } from './draft.ts';
import { Rejects } from './rejects.tsx';
import { unshownConsents } from './unshown-consents.ts';

type CheckStepProps = { found: Import; draft: Draft; onConsents: () => void };

/** What importing the file would do, to the last row; nothing of it is done before the button. */
export function CheckStep({ found, draft, onConsents }: CheckStepProps) {
  const client = useQueryClient();
  const commit = useMutation({
    mutationFn: () => call('/v1/imports/{id}/commit', 'post', { path: { id: found.id } }),
    onSettled: () => refresh(client, '/v1/imports'),
  });
  const people = found.counts.people ?? 0;
  const unshown = draft.consent === 'columns' ? unshownConsents(found) : 0;
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
        {unshown > 0 && (
          <Button variant="default" mt="sm" onClick={onConsents}>
            {tn(unshown, 'Say what shows this consent', 'Say what shows these {n} consents')}
          </Button>
        )}
        {commit.error && <Refusal error={commit.error} otherwise={t('It was not imported. Try again.')} />}
        <Group mt="md">
          <Button
            size="md"
            disabled={found.status !== 'checked' || people === 0}
            loading={commit.isPending}
            onClick={() => commit.mutate()}
          >
            {wordsOfCommit(people, textableOf(found.counts))}
          </Button>
        </Group>
      </Panel>
      <Rejects found={found} />
    </div>
  );
}

function wordsOfCommit(people: number, textable: number): string {
  if (people === 1)
    return textable === 1
      ? t('Import 1 person, who may be texted')
      : t('Import 1 person, who may not be texted');
  return tn(
    people,
    'Import {n} people, {textable} of whom may be texted',
    'Import {n} people, {textable} of whom may be texted',
    { textable: formatCount(textable) },
  );
}
