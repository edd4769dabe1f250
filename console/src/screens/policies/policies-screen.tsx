import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ActionBar } from '../../frame/actions.tsx';
import { answer } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { OwnRulesPanel } from './own-rules-panel.tsx';
import { RulingsPanel } from './rulings-panel.tsx';
import { usePolicyActs } from './use-policy-acts.ts';
import { WhatCountsPanel } from './what-counts-panel.tsx';

/** Which rules about hours and consent count, rules of one's own, and what changes when. */
export function PoliciesScreen() {
  const { dialog, choose, add } = usePolicyActs();
  const query = useQuery(answer('/v1/policy'));
  return (
    <Page
      title={t('Policies')}
      lead={t('Every text is judged by these when it is about to leave, whatever it belongs to.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Choose the rules'),
              run: () => query.data && choose(query.data),
              isBusy: query.isLoading,
              needs: 'policy.write',
            },
            { name: t('Add a rule'), run: add, isPrimary: true, needs: 'policy.write' },
          ]}
        />
      }
    >
      {dialog}
      <div className="two-columns">
        <div className="stack">
          <WhatCountsPanel />
          <OwnRulesPanel />
          <RulingsPanel />
          <ChangesPanel />
        </div>
        <div className="stack">
          <ExplainPanel />
          <Panel title={t('What this is')}>
            <Text size="sm" c="dimmed">
              {t('Rules of law as dated rows, each with its source. It is help, not legal advice.')}
            </Text>
          </Panel>
        </div>
      </div>
    </Page>
  );
}
