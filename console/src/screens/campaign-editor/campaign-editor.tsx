import { Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { reportQuery } from '../../frame/queries.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { AudienceCard } from './audience-card.tsx';
import { bodyOfDraft, type Draft, keepDraft, lacksOf } from './draft.ts';
import { MessageCard } from './message-card.tsx';
import { PhoneCard } from './phone-card.tsx';
import { TestSend } from './test-send.tsx';
import { useAutosave } from './use-autosave.ts';
import { useSample } from './use-sample.ts';

type EditorProps = { id: string | null; start: Draft; title: string; back: ReactNode };

/** Everything about a campaign on one page: whom, what, and a phone that shows it while it is typed. */
export function CampaignEditor({ id, start, title, back }: EditorProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(start);
  const sample = useSample(draft);
  const known = useQuery({ ...answer('/v1/snippets', { query: { limit: 200 } }), staleTime: 60_000 });
  const snippets = known.data?.data ?? [];
  const lacks = lacksOf(draft);
  const change = (part: Partial<Draft>) =>
    setDraft((all) => {
      const next = { ...all, ...part };
      keepDraft(id ?? 'new', next);
      return next;
    });
  const saved = useAutosave(id, draft);

  const review = useMutation({
    mutationFn: async () => {
      const body = bodyOfDraft(draft);
      const kept = id
        ? await call('/v1/campaigns/{id}', 'patch', { path: { id }, body })
        : await call('/v1/campaigns', 'post', { body });
      keepDraft(id ?? 'new', null);
      // What stands against it is no failure here: the review shows all of it, whether the check was kept or not.
      await call('/v1/campaigns/{id}/check', 'post', { path: { id: kept.id } }).catch(() => undefined);
      await refresh(client, '/v1/campaigns');
      await client.invalidateQueries({ queryKey: reportQuery(kept.id).queryKey });
      await client.invalidateQueries({ queryKey: ['campaigns'] });
      return kept.id;
    },
    onSuccess: (campaignId) => navigate({ to: '/campaigns/$campaignId/review', params: { campaignId } }),
  });
  const isReady = !lacks.audience && !lacks.message;
  return (
    <Page
      title={title}
      back={back}
      lead={<SavedNote state={saved} isNew={id === null} />}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Check and review'),
              keys: 'mod+enter',
              isPrimary: true,
              needs: 'campaigns.write',
              isBusy: review.isPending,
              run: () => isReady && review.mutate(),
            },
          ]}
        />
      }
    >
      {review.error && <Refusal error={review.error} otherwise={t('It was not saved. Try again.')} />}
      <div className="two-columns">
        <div className="stack">
          <MessageCard
            draft={draft}
            isDone={!lacks.message}
            sample={sample.values}
            snippets={snippets}
            onChange={change}
          />
          <AudienceCard draft={draft} isDone={!lacks.audience} onChange={change} />
          {!isReady && (
            <Text c="dimmed">
              {lacks.message
                ? t('Still missing: a name, what it is for, a number or words.')
                : t('Still missing: whom it is for.')}
            </Text>
          )}
        </div>
        <div className="stack">
          <PhoneCard draft={draft} sample={sample} snippets={snippets} />
          <TestSend id={id} draft={draft} sample={sample} snippets={snippets} />
        </div>
      </div>
    </Page>
  );
}

function SavedNote({ state, isNew }: { state: ReturnType<typeof useAutosave>; isNew: boolean }) {
  const words = {
    saved: t('Saved'),
    saving: t('Saving …'),
    failed: t('Not saved on the server; kept in this browser.'),
    waiting: isNew
      ? t('Kept in this browser until it is checked. Nothing is sent before you say so.')
      : t('Changes are saved by themselves.'),
  };
  return <span role="status">{words[state]}</span>;
}
