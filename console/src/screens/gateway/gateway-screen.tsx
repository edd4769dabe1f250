import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { PriceList } from '../../frame/price-list.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { BalancePanel } from './balance-panel.tsx';
import { CallbacksPanel } from './callbacks-panel.tsx';
import { DrainPanel } from './drain-panel.tsx';
import { EnteredPanel } from './entered-panel.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import { TestPanel } from './test-panel.tsx';
import { useChangeAccount } from './use-change-account.ts';

const route = getRouteApi('/_shell/senders/gateways/$gatewayId');

/** One account: what is entered, whether the carrier accepts it, whether it reaches us. */
export function GatewayScreen() {
  const { gatewayId } = route.useParams();
  const [dialog, change] = useChangeAccount();
  const path = { id: gatewayId };
  const query = useQuery(answer('/v1/gateways/{id}', { path }));
  const kinds = useQuery({ ...answer('/v1/gateway-kinds'), staleTime: Number.POSITIVE_INFINITY });
  const test = useMutation({ mutationFn: () => call('/v1/gateways/{id}/test', 'post', { path }) });
  return (
    <Loaded query={query} what={t('the gateway')} isWholePage>
      {(gateway) => {
        const form = kinds.data?.data.find(({ kind }) => kind === gateway.kind)?.form ?? [];
        return (
          <Page
            title={gateway.name}
            back={<Link to="/senders/gateways">{t('All gateways')}</Link>}
            badge={gateway.is_rehearsal ? <StateBadge tone="warn">{t('Rehearsal')}</StateBadge> : undefined}
            actions={
              <ActionBar
                actions={[
                  {
                    name: t('Change …'),
                    run: () => change(gateway, form),
                    keys: 'e',
                    needs: 'senders.write',
                  },
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
            {test.data && <TestPanel said={test.data} />}
            <div className="two-columns">
              <div className="stack">
                <EnteredPanel gateway={gateway} form={form} />
                <NumbersPanel gatewayId={gatewayId} />
                <PriceList way={{ gateway_id: gatewayId }} />
              </div>
              <div className="stack">
                <CallbacksPanel gateway={gateway} />
                <BalancePanel gatewayId={gatewayId} />
                <DrainPanel gatewayId={gatewayId} />
              </div>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
