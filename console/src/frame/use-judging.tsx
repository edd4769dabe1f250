import { useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import type { ReactNode } from 'react';
import { t } from '../ui/language.ts';
import { call, refresh } from './call.ts';
import { useAsk } from './field-form.tsx';

export type Approvals = AnswerOf<'/v1/campaigns/{id}/approvals', 'get'>;
export type ApprovalVerdict = Approvals['data'][number]['verdict'];
type Judge = (verdict: ApprovalVerdict, contentSha256: string) => void;

/** Yes, no, or what is wanted otherwise, to exactly what was looked at. Whoever says no says why: its author has nothing else. */
export function useJudging(campaignId: string): [ReactNode, Judge] {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const judge: Judge = (verdict, content_sha256) =>
    ask({
      ...asked()[verdict],
      lead: t('Your name stands with it. Any edit of the campaign voids it.'),
      fields: [
        {
          name: 'note',
          label: verdict === 'changes_requested' ? t('What is to be changed') : t('Note for its author'),
          kind: 'long',
          rows: 3,
          isRequired: verdict !== 'approved',
        },
      ],
      isDanger: verdict === 'declined',
      send: (body: { note?: string }) =>
        call('/v1/campaigns/{id}/approvals', 'post', {
          path: { id: campaignId },
          body: { ...body, verdict, content_sha256 },
        }),
      done: () => void refresh(client, '/v1/campaigns', '/v1/approvals'),
    });
  return [dialog, judge];
}

// A function, for its words are the reader's.
const asked = (): Record<ApprovalVerdict, { title: string; submit: string }> => ({
  approved: { title: t('Approve this campaign?'), submit: t('Approve') },
  changes_requested: { title: t('Ask for changes?'), submit: t('Ask for changes') },
  declined: { title: t('Decline this campaign?'), submit: t('Decline') },
});
