import { Text } from '@mantine/core';
import { later, t } from '../ui/language.ts';
import { StateBadge, type Tone } from '../ui/state-badge.tsx';
import { formatMoment } from '../ui/times.ts';
import type { Approvals, ApprovalVerdict } from './use-judging.tsx';

const verdicts: Record<ApprovalVerdict, { tone: Tone; words: string }> = {
  approved: { tone: 'good', words: later('Approved') },
  changes_requested: { tone: 'warn', words: later('Changes wanted') },
  declined: { tone: 'bad', words: later('Declined') },
};

/** What its author says to those who are to approve it, and what those have said. */
export function ApprovalWords({ approvals, zone }: { approvals: Approvals; zone: string }) {
  const { request, data } = approvals;
  return (
    <>
      {request && (
        <Text size="sm" mb={6} className="breakable">
          {request.by}, {formatMoment(request.asked_at, zone)}: “{request.note}”{' '}
          {!request.is_of_this_content && t('(before the last edit)')}
        </Text>
      )}
      {data.map(({ by, verdict, note, given_at, is_of_this_content }) => (
        <Text key={by + given_at} size="sm" mb={6} className="breakable">
          <StateBadge tone={verdicts[verdict].tone}>{t(verdicts[verdict].words)}</StateBadge> {by},{' '}
          {formatMoment(given_at, zone)} {note && `“${note}”`}{' '}
          {!is_of_this_content && t('(before the last edit)')}
        </Text>
      ))}
    </>
  );
}
