import { Button, Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApprovalWords } from '../../frame/approval-words.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useJudging } from '../../frame/use-judging.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** Whether a second person has to look at it, and has. An approval is bound to these words and these people. */
export function ApprovalPanel({ campaignId }: { campaignId: string }) {
  const zone = useMe().workspace.time_zone;
  const mayApprove = useMay('campaigns.approve');
  const mayWrite = useMay('campaigns.write');
  const [dialog, judge] = useJudging(campaignId);
  const [noteDialog, writeNote] = useNote(campaignId);
  const query = useQuery({
    ...answer('/v1/campaigns/{id}/approvals', { path: { id: campaignId } }),
    refetchInterval: 10_000,
  });
  return (
    <Panel title={t('Approval')}>
      {dialog}
      {noteDialog}
      <Loaded query={query} what={t('the approvals')}>
        {(approvals) => {
          const { state, sentence, content_sha256, is_own, request } = approvals;
          return (
            <>
              <Text mb="xs">{sentence}</Text>
              <ApprovalWords approvals={approvals} zone={zone} />
              {state === 'waiting' && content_sha256 && (
                <Group gap="xs" mt="sm">
                  {mayApprove && !is_own && (
                    <>
                      <Button onClick={() => judge('approved', content_sha256)}>{t('Approve')}</Button>
                      <Button variant="default" onClick={() => judge('changes_requested', content_sha256)}>
                        {t('Ask for changes …')}
                      </Button>
                      <Button variant="default" onClick={() => judge('declined', content_sha256)}>
                        {t('Decline …')}
                      </Button>
                    </>
                  )}
                  {mayWrite && is_own && (
                    <Button variant="default" onClick={() => writeNote(request?.note ?? '')}>
                      {t('Note for whoever approves …')}
                    </Button>
                  )}
                </Group>
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function useNote(campaignId: string) {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const write = (before: string) =>
    ask({
      title: t('Note for whoever approves'),
      lead: t('They are told that it waits, and read this beside what is new in it.'),
      fields: [{ name: 'note', label: t('Note'), kind: 'long', rows: 3, initial: before }],
      submit: t('Save'),
      send: (body: { note: string }) =>
        call('/v1/campaigns/{id}/approval-request', 'put', { path: { id: campaignId }, body }),
      done: () => void refresh(client, '/v1/campaigns', '/v1/approvals'),
    });
  return [dialog, write] as const;
}
