import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatDuration, formatFine } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rate } from '../../ui/rate.tsx';

const route = getRouteApi('/_shell/campaigns/$campaignId/results');

/** What a campaign came to: delivery, clicks by people, replies, opt-outs, purchases and cost. */
export function ResultsScreen() {
  const { campaignId } = route.useParams();
  const query = useQuery(answer('/v1/campaigns/{id}/results', { path: { id: campaignId } }));
  return (
    <Loaded query={query} what={t('the results')} isWholePage>
      {({ campaign, figures, cost, failures, tones, notes }) => {
        const { rates } = figures;
        const rows = [
          { name: t('Delivered'), count: figures.delivered, rate: rates.delivered },
          { name: t('Clicked'), count: figures.clicks.people, rate: rates.clicked },
          { name: t('Replied'), count: figures.repliers, rate: rates.replied },
          { name: t('Opted out'), count: figures.opt_outs, rate: rates.opted_out },
          { name: t('Bought'), count: figures.buyers, rate: rates.bought },
        ];
        return (
          <Page
            title={t('Results: {name}', { name: campaign.name })}
            back={
              <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
                {t('To the campaign')}
              </Link>
            }
          >
            <div className="two-columns">
              <div className="stack">
                <DataTable
                  caption={t('From handed over to bought')}
                  rows={[{ name: t('Handed over'), count: figures.handed_over, rate: null }, ...rows]}
                  keyOf={({ name }) => name}
                  columns={[
                    { name: t('What'), cell: ({ name }) => name },
                    { name: t('People'), isNumber: true, cell: ({ count }) => formatCount(count) },
                    { name: t('Share'), isNumber: true, cell: ({ rate }) => <Rate rate={rate} /> },
                  ]}
                />
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
              </div>
              <Panel title={t('What it brought')}>
                <dl className="facts numbers">
                  <dt>{t('Revenue')}</dt>
                  <dd>{figures.revenue}</dd>
                  <dt>{t('Cost')}</dt>
                  <dd>
                    {cost.expected} {cost.currency}
                    {cost.actual.map(({ amount, currency }) => (
                      <div key={currency} className="quiet">
                        {t('as carriers say: {amount} {currency}', { amount, currency })}
                      </div>
                    ))}
                  </dd>
                  <dt>{t('Return on cost')}</dt>
                  <dd>{cost.roi === null ? '–' : `${formatFine(cost.roi * 100)} %`}</dd>
                  <dt>{t('Clicks by programs')}</dt>
                  <dd>{formatCount(figures.clicks.robots)}</dd>
                  <dt>{t('Half arrived within')}</dt>
                  <dd>
                    {figures.deliver_seconds.p50 === null ? '–' : formatDuration(figures.deliver_seconds.p50)}
                  </dd>
                  <dt>{t('How replies sound')}</dt>
                  <dd>
                    {t('{pleased} pleased, {displeased} displeased, {question} questions', {
                      pleased: formatCount(tones.pleased),
                      displeased: formatCount(tones.displeased),
                      question: formatCount(tones.question),
                    })}
                  </dd>
                </dl>
                <ul className="plain-list quiet">
                  {notes.map((note) => (
                    <li key={note}>{note}</li>
                  ))}
                </ul>
              </Panel>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
