import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer } from '../../frame/call.ts';
import { takeFile } from '../../frame/files.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { BenchmarkPanel } from './benchmark-panel.tsx';
import { BroughtPanel } from './brought-panel.tsx';
import { ComparePanel } from './compare-panel.tsx';
import { FlowPanel } from './flow-panel.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { GroupsPanel } from './groups-panel.tsx';
import { LinksPanel } from './links-panel.tsx';
import { RecipientsPanel } from './recipients-panel.tsx';
import type { Results } from './results.ts';
import { StatesPanel } from './states-panel.tsx';
import { TimePanel } from './time-panel.tsx';
import { useSendAgain } from './use-send-again.tsx';

const route = getRouteApi('/_shell/campaigns/$campaignId/results');

/** What a campaign came to: delivery, clicks by people, replies, opt-outs, purchases and cost; as pictures, each with its table. */
export function ResultsScreen() {
  const { campaignId } = route.useParams();
  const query = useQuery(answer('/v1/campaigns/{id}/results', { path: { id: campaignId } }));
  return (
    <Loaded query={query} what={t('the results')} isWholePage>
      {(results) => <ResultsPage results={results} />}
    </Loaded>
  );
}

function ResultsPage({ results }: { results: Results }) {
  const { campaign, figures, failures } = results;
  const isSent = figures.texts > 0;
  const isDone = campaign.status === 'finished' || campaign.status === 'stopped';
  const mayReadPeople = useMay('contacts.read');
  const [dialog, sendAgain] = useSendAgain(results);
  return (
    <Page
      title={t('Results: {name}', { name: campaign.name })}
      back={
        <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
          {t('To the campaign')}
        </Link>
      }
      actions={
        <ActionBar
          actions={[
            ...(isDone && isSent
              ? [{ name: t('Send again …'), run: sendAgain, needs: 'campaigns.write' as const }]
              : []),
            {
              name: t('Print it (PDF)'),
              // A file and not a page: the browser keeps it, and stays where it is.
              run: () => takeFile(`/v1/campaigns/${campaign.id}/results?format=pdf`),
            },
          ]}
        />
      }
    >
      {dialog}
      <FlowPanel id={campaign.id} />
      <div className="two-columns">
        <div className="stack">
          <FunnelPanel id={campaign.id} figures={figures} />
          {isSent && <TimePanel id={campaign.id} />}
          {isSent && <GroupsPanel id={campaign.id} />}
          {isSent && <StatesPanel id={campaign.id} />}
          {isSent && mayReadPeople && <RecipientsPanel id={campaign.id} />}
        </div>
        <div className="stack">
          <BroughtPanel results={results} />
          <Panel title={t('What did not arrive, and why')}>
            {failures.length === 0 && <span className="quiet">{t('Nothing has failed so far.')}</span>}
            <ul className="plain-list">
              {failures.map(({ reason, texts, sentence, remedy }) => (
                <li key={reason}>
                  {sentence} ({formatCount(texts)}) <span className="quiet">{remedy}</span>
                </li>
              ))}
            </ul>
          </Panel>
          {isSent && <LinksPanel id={campaign.id} />}
          {isSent && <BenchmarkPanel id={campaign.id} />}
          {isSent && <ComparePanel id={campaign.id} />}
        </div>
      </div>
    </Page>
  );
}
