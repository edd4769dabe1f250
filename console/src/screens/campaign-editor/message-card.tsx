import { Stack } from '@mantine/core';
import type { MergeValues } from '@tidings/sms';
import { useMemo } from 'react';
import { frameSaid, type KnownSnippet, linkedSaid, sayWords } from '../../frame/writing/said.ts';
import { countText } from '../../frame/writing/text-count.ts';
import { useFrame } from '../../frame/writing/use-frame.ts';
import { WordsBox } from '../../frame/writing/words-box.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { AroundWords } from './around-words.tsx';
import type { Draft, Lack } from './draft.ts';
import { Findings, useFindings } from './findings.tsx';
import { Languages } from './languages.tsx';
import { NameAndWay } from './name-and-way.tsx';
import { hasLink } from './utm.ts';
import { UtmButton } from './utm-button.tsx';

type CardProps = {
  draft: Draft;
  /** What is typed at the moment of asking. */
  latest: () => Draft;
  isDone: boolean;
  errors: Partial<Record<Lack, string>>;
  sample: MergeValues;
  snippets: readonly KnownSnippet[];
  onChange: (part: Partial<Draft>) => void;
};

/** What is said, by which number, for what; and what it costs while it is typed. */
export function MessageCard({ draft, latest, isDone, errors, sample, snippets, onChange }: CardProps) {
  const { body, language } = draft;
  const frame = useFrame(draft);
  const said = frameSaid(sayWords(body, language, snippets), language, frame);
  const sent = linkedSaid(said, frame);
  const findings = useFindings(draft, said);
  const isBlocked =
    findings.some(({ severity }) => severity === 'error') || countText(sent.text, sample).problems.length > 0;
  const isLinking = hasLink(body);
  const more = useMemo(
    () => isLinking && <UtmButton latest={latest} onBody={(words) => onChange({ body: words })} />,
    [isLinking, latest, onChange],
  );
  return (
    <Panel
      title={t('Message')}
      aside={isDone && !isBlocked ? <StateBadge tone="good">{t('Complete')}</StateBadge> : undefined}
    >
      <Stack>
        <NameAndWay
          name={draft.name}
          program_id={draft.program_id}
          sender_id={draft.sender_id}
          nameError={errors.name}
          programError={errors.program_id}
          senderError={errors.sender_id}
          onChange={onChange}
        />
        <WordsBox
          label={t('Words')}
          body={body}
          {...(errors.body ? { error: errors.body } : {})}
          language={language}
          said={sent}
          values={sample}
          more={more}
          onBody={(words) => onChange({ body: words })}
          onTemplate={onChange}
        />
        <Findings
          findings={findings}
          draft={draft}
          said={said}
          onBody={(words) => onChange({ body: words })}
        />
        <Languages
          language={language}
          texts={draft.texts}
          frame={frame}
          sample={sample}
          snippets={snippets}
          onChange={onChange}
        />
        <AroundWords
          opens_with_brand={draft.opens_with_brand}
          ends_with_opt_out={draft.ends_with_opt_out}
          shorten_links={draft.shorten_links}
          media={draft.media}
          onChange={onChange}
        />
      </Stack>
    </Panel>
  );
}
