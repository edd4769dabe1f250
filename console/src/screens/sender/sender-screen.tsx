import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar } from '../../frame/actions.tsx';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { PriceList } from '../../frame/price-list.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { senderKinds } from '../../ui/sender-kinds.ts';
import { SenderPapers } from '../../ui/sender-papers.tsx';
import { Empty } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import { HealthPanel } from './health-panel.tsx';
import { PacePanel } from './pace-panel.tsx';
import { useSenderActs } from './use-sender-acts.tsx';
import { UsesPanel } from './uses-panel.tsx';

type Sender = ItemOf<'/v1/senders'>;
const route = getRouteApi('/_shell/senders/numbers/$senderId');

/** One number: may it text, how fast, how its texts fare, what they cost, and what stands on it. */
export function SenderScreen() {
  const { senderId } = route.useParams();
  const query = useQuery(answer('/v1/senders'));
  return (
    <Loaded query={query} what={t('the number')} isWholePage>
      {({ data }) => {
        const sender = data.find(({ id }) => id === senderId);
        return sender ? <One sender={sender} /> : <Unknown />;
      }}
    </Loaded>
  );
}

function Unknown() {
  return (
    <Page title={t('Number')} back={<Link to="/senders">{t('All numbers')}</Link>}>
      <Empty title={t('There is no such number here')}>
        {t('It may be outside of what your role reaches.')}
      </Empty>
    </Page>
  );
}

function One({ sender }: { sender: Sender }) {
  const { country, time_zone } = useMe().workspace;
  const health = useQuery({ ...answer('/v1/sender-health'), refetchInterval: 60_000 });
  const fares = health.data?.data.find(({ sender_id }) => sender_id === sender.id);
  const [dialog, acts] = useSenderActs(sender, fares?.rests_until != null);
  return (
    <Page
      title={formatNumber(sender.number, country)}
      lead={senderKinds().find(({ value }) => value === sender.kind)?.label}
      back={<Link to="/senders">{t('All numbers')}</Link>}
      actions={<ActionBar actions={acts} />}
    >
      {dialog}
      <div className="two-columns">
        <div className="stack">
          <PacePanel sender={sender} />
          <UsesPanel senderId={sender.id} />
          <PriceList way={{ sender_id: sender.id, gateway_id: sender.gateway_id }} />
        </div>
        <div className="stack">
          <PapersPanel sender={sender} />
          <Loaded query={health} what={t('the health')}>
            {() => <HealthPanel health={fares} zone={time_zone} />}
          </Loaded>
        </div>
      </div>
    </Page>
  );
}

/** Where it comes from, and what is registered for it. */
function PapersPanel({ sender }: { sender: Sender }) {
  const mayChange = useMay('senders.write');
  const gateways = useQuery(answer('/v1/gateways'));
  const papers = useQuery(answer('/v1/sender-papers'));
  const registrations = useQuery(answer('/v1/registrations'));
  const gateway = gateways.data?.data.find(({ id }) => id === sender.gateway_id);
  const paper = papers.data?.data.find(({ sender_id }) => sender_id === sender.id);
  const registration = registrations.data?.data.find(({ numbers }) =>
    numbers.some(({ sender_id }) => sender_id === sender.id),
  );
  return (
    <Panel title={t('May it text?')}>
      {paper && (
        <div style={{ marginBottom: '0.75rem' }}>
          <SenderPapers standing={paper.standing} sentence={paper.sentence} />
        </div>
      )}
      <dl className="facts">
        <dt>
          <Term name="ten_dlc">{t('Registration')}</Term>
        </dt>
        <dd>
          {registration ? (
            <Link to="/compliance/registrations/$registrationId" params={{ registrationId: registration.id }}>
              {registration.name}
            </Link>
          ) : (
            (sender.registration ?? t('none'))
          )}
        </dd>
        <dt>{t('Gateway')}</dt>
        <dd>
          {gateway && mayChange ? (
            <Link to="/senders/gateways/$gatewayId" params={{ gatewayId: gateway.id }}>
              {gateway.name}
            </Link>
          ) : (
            (gateway?.name ?? '–')
          )}
        </dd>
        <dt>{t('The last 30 days')}</dt>
        <dd>
          <LastTexts senderId={sender.id} />
        </dd>
      </dl>
    </Panel>
  );
}

function LastTexts({ senderId }: { senderId: string }) {
  const mayRead = useMay('campaigns.read');
  const report = useQuery({ ...answer('/v1/reports/parts', { query: { by: 'sender' } }), enabled: mayRead });
  if (!mayRead) return '–';
  if (report.data === undefined) return '…';
  const totals = report.data.data.find(({ key }) => key === senderId)?.totals;
  return (
    <span className="numbers">
      {tn(totals?.texts ?? 0, '{n} text', '{n} texts')} · {formatCount(totals?.parts ?? 0)} {t('parts')}
    </span>
  );
}
