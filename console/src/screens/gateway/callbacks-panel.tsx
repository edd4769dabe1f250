import { Button, Code, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';
import { formatDuration } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatDistance, formatMoment } from '../../ui/times.ts';
import type { Account } from './account.ts';

/** Where the carrier calls, and when it last did. */
export function CallbacksPanel({ gateway }: { gateway: Account }) {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('senders.write');
  const client = useQueryClient();
  const say = useToast();
  const point = useMutation({
    mutationFn: () => call('/v1/gateways/{id}/callbacks', 'post', { path: { id: gateway.id } }),
    onSuccess: ({ sentence }) => {
      say(sentence);
      void refresh(client, '/v1/gateways');
    },
  });
  return (
    <Panel title={t('How the carrier reaches us')}>
      {gateway.callback_url ? (
        <>
          <Code block className="breakable">
            {gateway.callback_url}
          </Code>
          <div className="filters" style={{ marginTop: '0.5rem' }}>
            <Copy value={gateway.callback_url} size="xs" />
            {mayWrite && (
              <Button size="xs" variant="default" loading={point.isPending} onClick={() => point.mutate()}>
                {t('Tell the carrier this address')}
              </Button>
            )}
          </div>
        </>
      ) : (
        <Text c="dimmed">{t('This carrier is asked; it does not call.')}</Text>
      )}
      {point.error && <Refusal error={point.error} otherwise={t('The carrier could not be told.')} />}
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
              {formatMoment(gateway.callbacks.last_refused_at, zone)} {gateway.callbacks.last_refused_because}
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
