import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { campaignsQuery } from '../../frame/queries.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** This campaign against another one, measure by measure, with what is too few to say. */
export function ComparePanel({ id }: { id: string }) {
  const [other, setOther] = useState('');
  const { data } = useInfiniteQuery(campaignsQuery());
  const others = (data?.pages ?? [])
    .flatMap((page) => page.data)
    .filter((one) => one.id !== id && one.launched_at !== null);
  if (others.length === 0) return null;
  return (
    <Panel title={t('Against another campaign')}>
      <NativeSelect
        label={t('Which one')}
        value={other}
        data={[{ value: '', label: t('None') }, ...others.map((one) => ({ value: one.id, label: one.name }))]}
        onChange={(event) => setOther(event.currentTarget.value)}
      />
      {other !== '' && <Compared id={id} other={other} />}
    </Panel>
  );
}

function Compared({ id, other }: { id: string; other: string }) {
  // The first is the one that the others are held against, so that what is said is about this campaign.
  const query = useQuery(answer('/v1/campaign-comparison', { query: { campaigns: `${other},${id}` } }));
  return (
    <Loaded query={query} what={t('the comparison')}>
      {({ against_first, caution }) => (
        <>
          <ul className="plain-list">
            {against_first
              .flatMap(({ measures }) => measures)
              .map(({ measure, sentence }) => (
                <li key={measure}>{sentence}</li>
              ))}
          </ul>
          <p className="quiet">{caution}</p>
        </>
      )}
    </Loaded>
  );
}
