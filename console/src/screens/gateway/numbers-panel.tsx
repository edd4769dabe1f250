import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';

/** The numbers that the account has at its carrier: looked at first, then made senders. */
export function NumbersPanel({ gatewayId }: { gatewayId: string }) {
  const client = useQueryClient();
  const { country } = useMe().workspace;
  const mayWrite = useMay('senders.write');
  const take = useMutation({
    mutationFn: (dry_run: boolean) =>
      call('/v1/gateways/{id}/numbers', 'post', { path: { id: gatewayId }, body: { dry_run } }),
    onSuccess: ({ dry_run }) => (dry_run ? undefined : refresh(client, '/v1/senders')),
  });
  if (!mayWrite) return null;
  const outcomes: Record<string, string> = {
    added: t('becomes a sender'),
    known: t('is a sender already'),
    elsewhere: t('belongs to another account here'),
    no_texts: t('cannot send texts'),
    not_a_number: t('is no number'),
  };
  return (
    <Panel title={t('Numbers of the account')}>
      {take.error && <Refusal error={take.error} otherwise={t('The carrier could not be asked.')} />}
      {take.data && take.data.data.length === 0 && <Text>{t('The carrier names no number.')}</Text>}
      {take.data && take.data.data.length > 0 && (
        <DataTable
          caption={t('Numbers of the account')}
          rows={take.data.data}
          keyOf={({ number }) => number}
          columns={[
            { name: t('Number'), cell: ({ number }) => formatNumber(number, country) },
            { name: t('Name'), cell: ({ label }) => label ?? '–' },
            { name: t('What becomes of it'), cell: ({ outcome }) => outcomes[outcome] ?? outcome },
          ]}
        />
      )}
      <div className="filters" style={{ marginTop: '0.75rem' }}>
        <Button size="xs" variant="default" loading={take.isPending} onClick={() => take.mutate(true)}>
          {t('Ask the carrier')}
        </Button>
        {take.data?.dry_run && take.data.data.some(({ outcome }) => outcome === 'added') && (
          <Button size="xs" loading={take.isPending} onClick={() => take.mutate(false)}>
            {t('Make them senders')}
          </Button>
        )}
      </div>
    </Panel>
  );
}
