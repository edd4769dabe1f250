import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { CampaignState } from '../../ui/campaign-state.tsx';
import { keywordTitle } from '../../ui/keyword-kinds.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** What stands on the number: looked at before it is changed or given up. */
export function UsesPanel({ senderId }: { senderId: string }) {
  const query = useQuery(answer('/v1/senders/{id}/uses', { path: { id: senderId } }));
  return (
    <Panel title={t('Used by')}>
      <Loaded query={query} what={t('what it is used by')}>
        {({ programs, pools, campaigns, keywords }) => (
          <dl className="facts">
            <Uses name={t('Programs')}>
              {programs.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </Uses>
            <Uses name={t('Pools')}>
              {pools.map(({ id, name }) => (
                <li key={id}>
                  <Link to="/senders/pools">{name}</Link>
                </li>
              ))}
            </Uses>
            {campaigns && (
              <Uses name={t('Campaigns that are not over')}>
                {campaigns.map(({ id, name, status }) => (
                  <li key={id}>
                    <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
                      {name}
                    </Link>{' '}
                    <CampaignState status={status} />
                  </li>
                ))}
              </Uses>
            )}
            {keywords && (
              <Uses name={t('Keywords')}>
                {keywords.map(({ id, words, is_for_all_numbers }) => (
                  <li key={id}>
                    <Link to="/audience/sign-up/keywords/$keywordId" params={{ keywordId: id }}>
                      {keywordTitle(words)}
                    </Link>{' '}
                    {is_for_all_numbers && <span className="quiet">{t('for all numbers')}</span>}
                  </li>
                ))}
              </Uses>
            )}
          </dl>
        )}
      </Loaded>
    </Panel>
  );
}

function Uses({ name, children }: { name: string; children: ReactNode[] }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {children.length === 0 ? (
          t('nothing')
        ) : (
          <ul className="plain-list" style={{ margin: 0 }}>
            {children}
          </ul>
        )}
      </dd>
    </>
  );
}
