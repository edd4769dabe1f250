import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { KindsTable } from './kinds-table.tsx';
import { StaffChannel } from './staff-channel.tsx';
import { TimesForm } from './times-form.tsx';
import { WaysPanel } from './ways-panel.tsx';

/** What I am told of, by which ways, and when not. */
export function NotificationSettingsScreen() {
  const client = useQueryClient();
  const say = useToast();
  const mayAdmin = useMay('workspace.admin');
  const query = useQuery(answer('/v1/me/notification-settings'));
  const test = useMutation({
    mutationFn: () => call('/v1/me/notification-settings/test', 'post'),
    onSuccess: () => {
      say(t('A test is on its way, by every way for which there is an address.'));
      void refresh(client, '/v1/me/notifications');
    },
  });
  return (
    <Page
      title={t('Settings of notifications')}
      lead={t('Your own: what others are told of they choose themselves.')}
      actions={
        <ActionBar
          actions={[{ name: t('Send me a test'), run: () => test.mutate(), isBusy: test.isPending }]}
        />
      }
    >
      {test.error && <Refusal error={test.error} otherwise={t('That did not work. Try again.')} />}
      <Loaded query={query} what={t('the settings')}>
        {(settings) => (
          <div className="stack">
            <Panel title={t('What you are told of')}>
              <KindsTable settings={settings} />
            </Panel>
            <div className="two-columns">
              <Panel title={t('When')}>
                <TimesForm settings={settings} />
              </Panel>
              <WaysPanel settings={settings} />
            </div>
          </div>
        )}
      </Loaded>
      {mayAdmin && <StaffChannel />}
    </Page>
  );
}
