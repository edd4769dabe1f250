import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { t } from '../../ui/language.ts';
import { formatMoney } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';

/** What is left with the carrier; it is asked when somebody wants to know. */
export function BalancePanel({ gatewayId }: { gatewayId: string }) {
  const balance = useMutation({
    mutationFn: () => call('/v1/gateways/{id}/balance', 'get', { path: { id: gatewayId } }),
  });
  return (
    <Panel title={t('Balance')}>
      {balance.data ? (
        <Text className="numbers" role="status">
          {formatMoney(balance.data.amount, balance.data.currency)}
        </Text>
      ) : (
        <Button variant="default" size="xs" loading={balance.isPending} onClick={() => balance.mutate()}>
          {t('Ask the carrier')}
        </Button>
      )}
      {balance.error && <Refusal error={balance.error} otherwise={t('The carrier could not be asked.')} />}
    </Panel>
  );
}
