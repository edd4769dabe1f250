import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { profiles, reaches, standards } from './policy-words.ts';

/** What has been chosen, in words. */
export function WhatCountsPanel() {
  const query = useQuery(answer('/v1/policy'));
  return (
    <Panel title={t('What counts')}>
      <Loaded query={query} what={t('the policy')}>
        {({ profile, permission_standard, emergency_reach, packs }) => (
          <dl className="facts">
            <dt>{t('Hours')}</dt>
            <dd>{profiles().find(({ value }) => value === profile)?.label}</dd>
            <dt>{t('Consent')}</dt>
            <dd>{standards().find(({ value }) => value === permission_standard)?.label}</dd>
            <dt>{t('Emergencies reach')}</dt>
            <dd>{reaches().find(({ value }) => value === emergency_reach)?.label}</dd>
            <dt>{t('Packs of rules')}</dt>
            <dd>{packs.join(', ')}</dd>
          </dl>
        )}
      </Loaded>
    </Panel>
  );
}
