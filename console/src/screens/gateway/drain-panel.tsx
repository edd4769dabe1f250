import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** Letting nothing more leave by this account, and waiting for what is on its way. */
export function DrainPanel({ gatewayId }: { gatewayId: string }) {
  const client = useQueryClient();
  const mayWrite = useMay('senders.write');
  const path = { id: gatewayId };
  const query = useQuery({ ...answer('/v1/gateways/{id}/drain', { path }), refetchInterval: 5_000 });
  const turn = useMutation({
    mutationFn: async (isDraining: boolean) => {
      if (isDraining) await call('/v1/gateways/{id}/drain', 'put', { path });
      else await call('/v1/gateways/{id}/drain', 'delete', { path });
    },
    onSettled: () => refresh(client, '/v1/gateways'),
  });
  return (
    <Panel title={t('Drain')}>
      <Loaded query={query} what={t('the state of the account')}>
        {({ draining_since, announced, asked, is_empty }) => (
          <>
            <Text mb="sm">
              {draining_since === null
                ? t('Texts leave by this account. Drain it before you change or close it.')
                : is_empty
                  ? t('It is empty: nothing of ours is on its way here.')
                  : tn(
                      announced + asked,
                      '{n} text is still on its way.',
                      '{n} texts are still on their way.',
                    )}
            </Text>
            {turn.error && <Refusal error={turn.error} otherwise={t('That did not work. Try again.')} />}
            {mayWrite && (
              <Button
                size="xs"
                variant="default"
                loading={turn.isPending}
                onClick={() => turn.mutate(draining_since === null)}
              >
                {draining_since === null ? t('Drain it') : t('Let texts leave again')}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
