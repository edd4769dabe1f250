import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { BodyOf } from '@tidings/sdk';
import { call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatMoney } from '../../ui/numbers.ts';

/** What the last thirty days would have come to by what is entered, beside what they did. */
export function AttributionPreview({ wish }: { wish: BodyOf<'/v1/workspace/attribution/preview', 'post'> }) {
  const look = useMutation({
    mutationFn: () => call('/v1/workspace/attribution/preview', 'post', { body: wish }),
  });
  return (
    <div>
      <Button variant="default" loading={look.isPending} onClick={() => look.mutate()}>
        {t('What would it make of the last 30 days?')}
      </Button>
      {look.error && <Refusal error={look.error} otherwise={t('That did not work. Try again.')} />}
      {look.data && (
        <>
          <DataTable
            caption={t('The last 30 days, now and as entered')}
            rows={[
              { way: t('As it is'), ...look.data.now },
              { way: t('As entered'), ...look.data.wished },
            ]}
            keyOf={({ way }) => way}
            columns={[
              { name: t('Counted'), cell: ({ way }) => way },
              { name: t('Purchases'), isNumber: true, cell: ({ credited }) => formatCount(credited) },
              { name: t('Revenue'), isNumber: true, cell: ({ revenue }) => formatMoney(revenue) },
              { name: t('Texts'), isNumber: true, cell: ({ texts }) => formatCount(texts) },
            ]}
          />
          {look.data.is_partial && (
            <Text size="sm" c="dimmed">
              {t('There were too many to count all; this is of the latest.')}
            </Text>
          )}
        </>
      )}
    </div>
  );
}
