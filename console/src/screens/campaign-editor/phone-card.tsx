import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { answer } from '../../frame/call.ts';
import { useSendingNow } from '../../frame/rehearsal-clock.ts';
import { useMe } from '../../frame/session.ts';
import { frameSaid, type KnownSnippet, linkedSaid, sayWords, textOf } from '../../frame/writing/said.ts';
import { countText } from '../../frame/writing/text-count.ts';
import { useFrame } from '../../frame/writing/use-frame.ts';
import type { Sample } from '../../frame/writing/use-sample.ts';
import { t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { PhoneScreen } from '../../ui/phone-screen.tsx';
import type { Draft } from './draft.ts';

type PhoneProps = { draft: Draft; sample: Sample; snippets: readonly KnownSnippet[] };

/** The text as one person would see it; the person can be changed. */
export const PhoneCard = memo(function PhoneCard({ draft, sample, snippets }: PhoneProps) {
  const { workspace } = useMe();
  const nowMs = useSendingNow();
  const senders = useQuery(answer('/v1/senders'));
  const sender = senders.data?.data.find(({ id }) => id === draft.sender_id);
  const theirs = textOf(draft, sample.language ?? sample.person?.fields.language);
  const frame = useFrame(draft);
  const said = frameSaid(sayWords(theirs.body, theirs.language, snippets), theirs.language, frame);
  const { text } = countText(linkedSaid(said, frame).text, sample.values);
  return (
    <div className="stack">
      {sample.people.length > 0 && (
        <NativeSelect
          label={t('As seen by')}
          value={sample.person?.id ?? ''}
          data={sample.people.map(({ id, name, number }) => ({
            value: id,
            label: name ?? formatNumber(number, workspace.country),
          }))}
          onChange={(event) => sample.choose(event.currentTarget.value)}
        />
      )}
      <PhoneScreen
        label={t('How the text looks')}
        sender={sender ? formatNumber(sender.number, workspace.country) : workspace.name}
        zone={workspace.time_zone}
        empty={t('What you write appears here.')}
        bubbles={
          draft.body.trim() === ''
            ? []
            : [
                {
                  id: 'draft',
                  direction: 'received',
                  body: text ?? theirs.body,
                  at: new Date(nowMs).toISOString(),
                  note: text === null ? t('cannot be written for this person') : null,
                },
              ]
        }
      />
    </div>
  );
});
