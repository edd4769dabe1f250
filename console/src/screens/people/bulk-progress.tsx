import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { type BulkChange, isUnderWay, questionOf, refusalWords, statusWords } from './bulk.ts';
import classes from './bulk-progress.module.css';

const askEveryMs = 800;
const path = '/v1/bulk-changes/{id}';

/** How far something is that is done to many: found, asked once more with their number, watched, and what came of it. */
export function BulkProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery({
    ...answer(path, { path: { id } }),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data as BulkChange) ? askEveryMs : false,
  });
  return (
    <Panel title={t('What is done to many')}>
      <Loaded query={query} what={t('how far it is')}>
        {(change) => <Standing change={change} onClose={onClose} />}
      </Loaded>
    </Panel>
  );
}

function Standing({ change, onClose }: { change: BulkChange; onClose: () => void }) {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const { id, status, people, waiting, act } = change;
  const look = () => refresh(client, path);
  const begin = useMutation({
    mutationFn: () => call(`${path}/begin`, 'post', { path: { id }, body: { people } }),
    onSettled: look,
  });
  const stop = useMutation({
    mutationFn: () => call(`${path}/stop`, 'post', { path: { id } }),
    onSettled: look,
  });
  const isOver = !isUnderWay(change) && status !== 'ready';
  useEffect(() => {
    if (isOver) void refresh(client, '/v1/contacts', '/v1/tags', '/v1/lists', '/v1/suppressions');
  }, [isOver, client]);
  const beginOrAsk = () =>
    act === 'erase'
      ? ask({
          ...{ title: questionOf(change), fields: [], isDanger: true, typeName: String(people) },
          lead: t('This cannot be taken back.'),
          submit: t('Erase them'),
          send: () => begin.mutateAsync(),
        })
      : begin.mutate();
  return (
    <Stack gap="sm">
      {dialog}
      <Text role="status">
        {statusWords(status)} {countWords(change)}
      </Text>
      {status === 'working' && (
        <progress
          className={classes.bar}
          max={people}
          value={people - waiting}
          aria-label={t('How many have had their turn')}
        />
      )}
      {status === 'ready' && people > 0 && <Text fw={600}>{questionOf(change)}</Text>}
      <Outcome change={change} />
      {(begin.error ?? stop.error) && (
        <Refusal
          error={(begin.error ?? stop.error) as Error}
          otherwise={t('That did not work. Try again.')}
        />
      )}
      <Group gap="xs">
        {status === 'ready' && people > 0 && (
          <Button
            loading={begin.isPending}
            {...(act === 'erase' || act === 'suppress' ? { color: 'red' } : {})}
            onClick={beginOrAsk}
          >
            {t('Yes, do it')}
          </Button>
        )}
        {!isOver && (
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
            {status === 'ready' ? t('Leave it') : t('Stop')}
          </Button>
        )}
        {isOver && (
          <Button variant="default" onClick={onClose}>
            {t('Close')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function countWords({ status, people, waiting }: BulkChange): string {
  if (status === 'gathering') return '';
  if (status === 'working')
    return t('{n} of {all}', { n: formatCount(people - waiting), all: formatCount(people) });
  return tn(people, '{n} person was found.', '{n} people were found.');
}

/** What came of it so far: nobody is left without a reason. */
function Outcome({ change }: { change: BulkChange }) {
  const { changed, unchanged, refused, left_out: left, problem, status } = change;
  if (status === 'gathering' || status === 'ready') return null;
  return (
    <ul className={classes.outcome}>
      <li>{tn(changed, '{n} changed', '{n} changed')}</li>
      {unchanged > 0 && <li>{tn(unchanged, '{n} so already', '{n} so already')}</li>}
      {refused.map(({ reason, people }) => (
        <li key={reason}>
          <span className="numbers">{formatCount(people)}</span> {refusalWords(reason)}
        </li>
      ))}
      {left > 0 && <li>{tn(left, '{n} never had a turn', '{n} never had a turn')}</li>}
      {problem !== null && <li>{problem}</li>}
    </ul>
  );
}
