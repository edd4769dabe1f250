import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { AgentsPanel } from './agents-panel.tsx';
import { CannedPanel } from './canned-panel.tsx';
import { HoursForm } from './hours-form.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { WorkForm } from './work-form.tsx';

/** How the inbox works: when somebody is there, who is given what, what is answered by itself, and words that are at hand. */
export function InboxSettingsScreen() {
  const mayManage = useMay('inbox.manage');
  const query = useQuery(answer('/v1/workspace/inbox'));
  return (
    <Page
      title={t('Inbox settings')}
      lead={t('When somebody is there, who is given what, and what is answered by itself.')}
    >
      <div className="stack">
        <Loaded query={query} what={t('the settings')}>
          {(setting) => (
            <div className="two-columns">
              <Panel
                title={t('Hours')}
                aside={
                  <StateBadge tone={setting.is_open ? 'good' : 'quiet'}>
                    {setting.is_open ? t('Somebody is there') : t('Nobody is there')}
                  </StateBadge>
                }
              >
                <HoursForm setting={setting} mayManage={mayManage} />
              </Panel>
              <Panel title={t('How it works')}>
                <WorkForm setting={setting} mayManage={mayManage} />
              </Panel>
            </div>
          )}
        </Loaded>
        <AgentsPanel mayManage={mayManage} />
        <CannedPanel mayManage={mayManage} />
        {mayManage && <RulesPanel />}
      </div>
    </Page>
  );
}
