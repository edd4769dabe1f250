import { ActionBar } from '../../frame/actions.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { Settled } from '../../frame/settled.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Checklist } from './checklist.tsx';
import classes from './home.module.css';
import { LastDays } from './last-days.tsx';
import { NeedsYou } from './needs-you.tsx';
import { SendingNow } from './sending-now.tsx';

/** What there is to do today: what is not set up yet, what waits for a person, what is on its way. */
export function HomeScreen() {
  const { account, workspace } = useMe();
  const mayReadCampaigns = useMay('campaigns.read');
  return (
    <Page
      title={account ? t('Hello, {name}', { name: account.name }) : workspace.name}
      lead={t('What waits for you, and what is on its way.')}
      actions={
        <ActionBar
          actions={[
            { name: t('Import people'), to: '/audience/imports/new', needs: 'contacts.import' },
            { name: t('New campaign'), to: '/campaigns/new', isPrimary: true, needs: 'campaigns.write' },
          ]}
        />
      }
    >
      <Settled>
        <Checklist />
        <LastDays />
        <div className={classes.columns}>
          {mayReadCampaigns && <SendingNow />}
          <NeedsYou />
        </div>
      </Settled>
    </Page>
  );
}
