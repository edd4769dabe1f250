import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { answer, call, refresh } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatDate } from '../../ui/times.ts';

type Mine = AnswerOf<'/v1/me/training', 'get'>['policies'][number];

/** The written policies of the business that concern me; each version is acknowledged by itself. */
export function Acknowledgements({ policies }: { policies: readonly Mine[] }) {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const texts = useQuery(answer('/v1/staff-policies'));
  const read = useMutation({
    mutationFn: ({ id, version, sha256 }: { id: string; version: number; sha256: string }) =>
      call('/v1/staff-policies/{id}/acknowledge', 'post', { path: { id }, body: { version, sha256 } }),
    onSuccess: () => refresh(client, '/v1/me/training'),
  });
  if (policies.length === 0) return null;
  return (
    <Panel title={t('Written policies')}>
      {read.error && <Refusal error={read.error} otherwise={t('It was not taken. Try again.')} />}
      {policies.map(({ id, title, version, due_at, acknowledged_at }) => {
        const text = texts.data?.data.find((one) => one.id === id && one.version === version);
        return (
          <details key={id}>
            <summary>
              {title}{' '}
              {acknowledged_at ? (
                <StateBadge tone="good">{t('Read')}</StateBadge>
              ) : (
                <StateBadge tone="warn">{t('Due {day}', { day: formatDate(due_at, zone) })}</StateBadge>
              )}
            </summary>
            <Text style={{ whiteSpace: 'pre-wrap' }} my="sm">
              {text?.body}
            </Text>
            {!acknowledged_at && text && (
              <Button size="xs" loading={read.isPending} onClick={() => read.mutate(text)}>
                {t('I have read it')}
              </Button>
            )}
          </details>
        );
      })}
    </Panel>
  );
}
