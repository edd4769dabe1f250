import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback, useDeferredValue, useRef, useState } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { call } from '../../frame/call.ts';
import { refreshCampaign } from '../../frame/queries.ts';
import { Refusal } from '../../frame/refusal.tsx';
import type { SavingState } from '../../frame/saver.ts';
import { useSample } from '../../frame/writing/use-sample.ts';
import { useSnippets } from '../../frame/writing/use-snippets.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { AudienceCard } from './audience-card.tsx';
import { type Campaign, type Draft, draftOf, type KeptDraft, keepDraft } from './draft.ts';
import { DraftConflict } from './draft-conflict.tsx';
import { MessageCard } from './message-card.tsx';
import { PhoneCard } from './phone-card.tsx';
import { TestSend } from './test-send.tsx';
import { useAutosave } from './use-autosave.ts';
import { useLacks } from './use-lacks.ts';

type EditorProps = {
  id: string | null;
  start: KeptDraft;
  /** As the server has it; null of a new one. */
  known: Campaign | null;
  title: string;
  back: ReactNode;
};

/** Everything about a campaign on one page: whom, what, and a phone that shows it while it is typed. */
export function CampaignEditor({ id, start, known, title, back }: EditorProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(start.draft);
  const saving = useAutosave(id, draft, start, known);
  const sample = useSample({
    lists: draft.include.lists,
    program_id: draft.program_id,
    sender_id: draft.sender_id,
  });
  const snippets = useSnippets();
  const lacks = useLacks(draft);
  // What only shows what is typed may come a moment after the letter; what sends it asks for the newest.
  const shown = useDeferredValue(draft);
  const newest = useRef(draft);
  newest.current = draft;
  const latest = useCallback(() => newest.current, []);
  const { version } = saving;
  const change = useCallback(
    (part: Partial<Draft>) =>
      setDraft((all) => {
        const next = { ...all, ...part };
        keepDraft(id ?? 'new', { draft: next, version: version() });
        return next;
      }),
    [id, version],
  );

  const review = useMutation({
    mutationFn: async () => {
      const campaignId = await saving.flush(draft);
      // What stands against it is no failure here: the review shows all of it, whether the check was kept or not.
      await call('/v1/campaigns/{id}/check', 'post', { path: { id: campaignId } }).catch(() => undefined);
      await refreshCampaign(client, campaignId);
      return campaignId;
    },
    onSuccess: (campaignId) => navigate({ to: '/campaigns/$campaignId/review', params: { campaignId } }),
  });
  const begin = () => {
    if (lacks.show() && saving.theirs === null && !review.isPending) review.mutate();
  };
  return (
    <Page
      title={title}
      back={back}
      lead={<SavedNote state={saving.state} isNew={id === null} />}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Check and review'),
              keys: 'mod+enter',
              isPrimary: true,
              needs: 'campaigns.write',
              isBusy: review.isPending,
              run: begin,
            },
          ]}
        />
      }
    >
      {saving.theirs && (
        <DraftConflict
          draft={draft}
          campaign={saving.theirs}
          onMine={() => saving.settle('mine')}
          onTheirs={() => {
            if (saving.theirs) setDraft(draftOf(saving.theirs));
            saving.settle('theirs');
          }}
        />
      )}
      {review.error && !saving.theirs && (
        <Refusal error={review.error} otherwise={t('It was not saved. Try again.')} />
      )}
      <div className="two-columns">
        <div className="stack" ref={lacks.place}>
          <MessageCard
            draft={draft}
            latest={latest}
            isDone={lacks.isWritten}
            errors={lacks.errors}
            sample={sample.values}
            snippets={snippets}
            onChange={change}
          />
          <AudienceCard
            include={draft.include}
            exclude={draft.exclude}
            atMost={draft.atMost}
            when_capped={draft.when_capped}
            isDone={lacks.isChosen}
            error={lacks.errors.audience}
            onChange={change}
          />
          {lacks.sentence && <Text c="dimmed">{lacks.sentence}</Text>}
        </div>
        <div className="stack">
          <PhoneCard draft={shown} sample={sample} snippets={snippets} />
          <TestSend
            id={id}
            draft={shown}
            latest={latest}
            sample={sample}
            snippets={snippets}
            flush={saving.flush}
          />
        </div>
      </div>
    </Page>
  );
}

function SavedNote({ state, isNew }: { state: SavingState; isNew: boolean }) {
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
