import { Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useZone } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { addDays, dayIn } from '../../ui/zone-clock.ts';

const daysAhead = 180;

/** Which rules begin or end until a day, and whose texts that touches. */
export function ChangesPanel() {
  const mayRead = useMay('campaigns.read');
  const zone = useZone();
  const [on, setOn] = useState(() => addDays(dayIn(zone, Date.now()), daysAhead));
  const query = useQuery({
    ...answer('/v1/policy/changes', { query: { on } }),
    enabled: mayRead && on !== '',
  });
  if (!mayRead) return null;
  const words: Record<string, string> = {
    begins: t('begins'),
    ends: t('ends'),
    holds_on: t('holds on this day'),
  };
  return (
    <Panel title={t('What changes when')}>
      <TextInput
        label={t('Until')}
        type="date"
        value={on}
        maw="12rem"
        mb="sm"
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <Loaded query={query} what={t('the changes')}>
        {({ rules, campaigns }) => (
          <>
            {rules.length === 0 && <Text c="dimmed">{t('Nothing changes until then.')}</Text>}
            <ul className="plain-list">
              {rules.map(({ what, on, rule, jurisdiction, name }) => (
                <li key={`${rule} ${on} ${what}`}>
                  <strong>{on}</strong> {jurisdiction}: {name} ({words[what]})
                </li>
              ))}
            </ul>
            {campaigns
              .filter(({ people_touched }) => people_touched > 0)
              .map(({ id, name, people_touched }) => (
                <Text key={id} size="sm">
                  {name}: {tn(people_touched, '{n} person is touched', '{n} people are touched')}
                </Text>
              ))}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
