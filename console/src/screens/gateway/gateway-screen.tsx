import { Button, Code, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { accountField } from '../../frame/account-field.ts';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { PriceList } from '../../frame/price-list.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { Copy } from '../../ui/copy.tsx';
import { later, t } from '../../ui/language.ts';
import { formatDuration, formatMoney } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatDistance, formatMoment } from '../../ui/times.ts';
import { wordsOf } from '../../ui/words.ts';
import { DrainPanel } from './drain-panel.tsx';
import { NumbersPanel } from './numbers-panel.tsx';

const route = getRouteApi('/_shell/senders/gateways/$gatewayId');

/** One account: what is entered, whether the carrier accepts it, whether it reaches us. */
export function GatewayScreen() {
  const { gatewayId } = route.useParams();
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const path = { id: gatewayId };
  const query = useQuery(answer('/v1/gateways/{id}', { path }));
  const kinds = useQuery({ ...answer('/v1/gateway-kinds'), staleTime: Number.POSITIVE_INFINITY });
  const test = useMutation({ mutationFn: () => call('/v1/gateways/{id}/test', 'post', { path }) });
  const balance = useMutation({ mutationFn: () => call('/v1/gateways/{id}/balance', 'get', { path }) });
  const point = useMutation({
    mutationFn: () => call('/v1/gateways/{id}/callbacks', 'post', { path }),
    onSuccess: ({ sentence }) => {
      say(sentence);
      void refresh(client, '/v1/gateways');
    },
  });
  return (
    <Loaded query={query} what={t('the gateway')} isWholePage>
      {(gateway) => {
        const form = kinds.data?.data.find(({ kind }) => kind === gateway.kind)?.form ?? [];
        const change = () =>
          ask({
            title: t('Change the account'),
            lead: t('What is left blank stays as it is. Secrets are written and never shown.'),
            fields: [
              { name: 'name', label: t('Name of the account'), initial: gateway.name },
              ...form.map((row) => ({
                ...accountField(row),
                isRequired: false,
                // Of a secret nothing is known here, so it begins empty and stays as it is.
                ...(row.name in gateway.settings && { initial: gateway.settings[row.name] }),
              })),
              {
                name: 'skip_test',
                label: t('Keep it even if the carrier does not accept it now'),
                kind: 'switch',
              },
            ],
            submit: t('Save'),
            send: (body: Record<string, never>) => call('/v1/gateways/{id}', 'patch', { path, body }),
            done: () => void refresh(client, '/v1/gateways'),
          });
        return (
          <Page
            title={gateway.name}
            back={<Link to="/senders/gateways">{t('All gateways')}</Link>}
            badge={gateway.is_rehearsal ? <StateBadge tone="warn">{t('Rehearsal')}</StateBadge> : undefined}
            actions={
              <ActionBar
                actions={[
                  { name: t('Change …'), run: change, keys: 'e', needs: 'senders.write' },
                  {
                    name: t('Test the connection'),
                    run: () => test.mutate(),
                    isBusy: test.isPending,
                    isPrimary: true,
                    needs: 'senders.write',
                  },
                ]}
              />
            }
          >
            {dialog}
            {test.error && <Refusal error={test.error} otherwise={t('The carrier could not be asked.')} />}
            {test.data && (
              <Panel title={t('What the carrier said')}>
                <div role="status">
                  <StateBadge tone={test.data.is_good ? 'good' : 'bad'}>
                    {test.data.is_good ? t('Accepted') : t('Refused')}
                  </StateBadge>{' '}
                  {test.data.sentence}
                  {test.data.warnings.map((warning) => (
                    <Text key={warning} size="sm" c="var(--warn)">
                      {warning}
                    </Text>
                  ))}
                </div>
              </Panel>
            )}
            <div className="two-columns">
              <div className="stack">
                <Panel title={t('What is entered')}>
                  <dl className="facts">
                    <dt>{t('Carrier')}</dt>
                    <dd className="capital">{gateway.kind}</dd>
                    {Object.entries(gateway.settings).map(([name, value]) => (
                      <Fact
                        key={name}
                        name={labelOf(form, name)}
                        value={value === true ? t('Yes') : value === false ? t('No') : String(value)}
                      />
                    ))}
                    {gateway.secrets.map((name) => (
                      <Fact key={name} name={labelOf(form, name)} value={t('kept, and not shown')} />
                    ))}
                  </dl>
                </Panel>
                <NumbersPanel gatewayId={gatewayId} />
                <PriceList way={{ gateway_id: gatewayId }} />
              </div>
              <div className="stack">
                <Panel title={t('How the carrier reaches us')}>
                  {gateway.callback_url ? (
                    <>
                      <Code block className="breakable">
                        {gateway.callback_url}
                      </Code>
                      <div className="filters" style={{ marginTop: '0.5rem' }}>
                        <Copy value={gateway.callback_url} size="xs" />
                        <Button
                          size="xs"
                          variant="default"
                          loading={point.isPending}
                          onClick={() => point.mutate()}
                        >
                          {t('Tell the carrier this address')}
                        </Button>
                      </div>
                    </>
                  ) : (
                    <Text c="dimmed">{t('This carrier is asked; it does not call.')}</Text>
                  )}
                  {point.error && (
                    <Refusal error={point.error} otherwise={t('The carrier could not be told.')} />
                  )}
                  <dl className="facts" style={{ marginTop: '0.75rem' }}>
                    <dt>{t('Last call that was right')}</dt>
                    <dd>
                      {gateway.callbacks.last_verified_at
                        ? `${t('Verified {ago}', { ago: formatDistance(gateway.callbacks.last_verified_at, Date.now(), formatDuration) })} (${formatMoment(gateway.callbacks.last_verified_at, zone)})`
                        : t('none yet')}
                    </dd>
                    {gateway.callbacks.last_refused_at && (
                      <>
                        <dt>{t('Last call that was refused')}</dt>
                        <dd>
                          {formatMoment(gateway.callbacks.last_refused_at, zone)}{' '}
                          {gateway.callbacks.last_refused_because}
                        </dd>
                      </>
                    )}
                  </dl>
                </Panel>
                <Panel title={t('Balance')}>
                  {balance.data ? (
                    <Text className="numbers" role="status">
                      {formatMoney(balance.data.amount, balance.data.currency)}
                    </Text>
                  ) : (
                    <Button
                      variant="default"
                      size="xs"
                      loading={balance.isPending}
                      onClick={() => balance.mutate()}
                    >
                      {t('Ask the carrier')}
                    </Button>
                  )}
                  {balance.error && (
                    <Refusal error={balance.error} otherwise={t('The carrier could not be asked.')} />
                  )}
                </Panel>
                <DrainPanel gatewayId={gatewayId} />
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

// What the rehearsal carrier was given when the workspace was made; nobody enters it, so no form names it.
const ofRehearsal: Readonly<Record<string, string>> = {
  url: later('Address'),
  is_kept: later('Stays over a restart'),
  key: later('Key'),
  callback_secret: later('Secret of its calls'),
};

function labelOf(form: readonly { name: string; label: string }[], name: string): string {
  const label = form.find((row) => row.name === name)?.label;
  return label ?? (ofRehearsal[name] ? t(ofRehearsal[name]) : wordsOf(name));
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
