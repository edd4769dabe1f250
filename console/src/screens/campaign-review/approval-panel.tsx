import { Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Whether a second person has to look at it, and has. An approval is bound to these words and these people. */
export function ApprovalPanel({ campaignId }: { campaignId: string }) {
  const zone = useMe().workspace.time_zone;
  const mayApprove = useMay('campaigns.approve');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const query = useQuery({
    ...answer('/v1/campaigns/{id}/approvals', { path: { id: campaignId } }),
    refetchInterval: 10_000,
  });
  const judge = (verdict: 'approved' | 'declined', content_sha256: string) =>
    ask({
      title: verdict === 'approved' ? t('Approve this campaign?') : t('Decline this campaign?'),
      lead: t('Your name stands with it. Any edit of the campaign voids it.'),
      fields: [
        {
          name: 'note',
          label: t('Note for its author'),
          kind: 'long',
          rows: 3,
          isRequired: verdict === 'declined',
        },
      ],
      submit: verdict === 'approved' ? t('Approve') : t('Decline'),
      isDanger: verdict === 'declined',
      send: (body: { note?: string }) =>
        call('/v1/campaigns/{id}/approvals', 'post', {
          path: { id: campaignId },
          body: { ...body, verdict, content_sha256 },
        }),
      done: () => void refresh(client, '/v1/campaigns'),
    });
  return (
    <Panel title={t('Approval')}>
      {dialog}
      <Loaded query={query} what={t('the approvals')}>
        {({ state, sentence, content_sha256, data }) => (
          <>
            <Text mb="xs">{sentence}</Text>
            {data.map(({ by, verdict, note, given_at, is_of_this_content }) => (
              <Text key={by + given_at} size="sm" mb={6}>
                <StateBadge tone={verdict === 'approved' ? 'good' : 'bad'}>
                  {verdict === 'approved' ? t('Approved') : t('Declined')}
                </StateBadge>{' '}
                {by}, {formatMoment(given_at, zone)} {note && `“${note}”`}{' '}
                {!is_of_this_content && t('(before the last edit)')}
              </Text>
            ))}
            {mayApprove && state === 'waiting' && content_sha256 && (
              <Group gap="xs" mt="sm">
                <Button onClick={() => judge('approved', content_sha256)}>{t('Approve')}</Button>
                <Button variant="default" onClick={() => judge('declined', content_sha256)}>
                  {t('Decline …')}
                </Button>
              </Group>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
