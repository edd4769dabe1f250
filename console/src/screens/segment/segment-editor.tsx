import { Alert, Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import { Conflict } from '../../frame/conflict.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { LiveCount } from './live-count.tsx';
import { RulePanel } from './rule-panel.tsx';
import { type Saved, useDraft } from './use-draft.ts';
import { useSave } from './use-save.ts';
import { WhyPanel } from './why-panel.tsx';

type EditorProps = { saved: Saved | null; startText?: string; back: ReactNode };

/** One rule in three writings. Whichever is edited is what is asked about and saved; the others are made from it. */
export function SegmentEditor({ saved, startText, back }: EditorProps) {
  const draft = useDraft(saved, startText);
  const { version, name, asked, isFound, isTouched, setTyped, setView, beginAnew } = draft;
  const { save, theirs, takeTheirs } = useSave(saved, draft);
  const navigate = useNavigate();
  // Only to whom it chooses as it is saved: that is what a campaign asks.
  const writeTo = saved && !isTouched ? saved.id : null;

  return (
    <Page
      title={saved ? saved.name : t('New segment')}
      back={back}
      actions={
        <ActionBar
          actions={[
            ...(writeTo === null
              ? []
              : [
                  {
                    ...{ name: t('Write a campaign to these people'), needs: 'campaigns.write' as const },
                    ...{ isPrimary: true },
                    run: () => void navigate({ to: '/campaigns/new', search: { segment: writeTo } }),
                  },
                ]),
            {
              name: t('Save'),
              keys: 'mod+s',
              isPrimary: writeTo === null,
              needs: 'campaigns.write',
              isBusy: save.isPending,
              run: () => save.mutate(version),
            },
          ]}
        />
      }
    >
      {isFound && theirs === null && (
        <Alert variant="light" color="indigo">
          {t('This is what you typed here before and did not save.')}{' '}
          <Button size="compact-xs" variant="default" onClick={beginAnew}>
            {t('Begin anew')}
          </Button>
        </Alert>
      )}
      {theirs && (
        <Conflict
          rows={[
            { label: t('Name'), mine: name, theirs: theirs.name },
            { label: t('Rule'), mine: theirs.mine, theirs: theirs.text },
          ]}
          isBusy={save.isPending}
          onMine={() => save.mutate(theirs.version)}
          onTheirs={() => void takeTheirs()}
        />
      )}
      {save.error && theirs === null && (
        <Refusal error={save.error} otherwise={t('It was not saved. Try again.')} />
      )}
      <div className="two-columns">
        <RulePanel draft={draft} />
        <div className="stack">
          <LiveCount
            asked={asked}
            onTake={(text) => {
              setTyped(text);
              setView('text');
            }}
          />
          <WhyPanel asked={asked} />
        </div>
      </div>
    </Page>
  );
}
