import { Link } from '@tanstack/react-router';
import { t } from '../ui/language.ts';
import { type Reason, Reasons } from '../ui/reasons.tsx';
import { formatFull, formatMoment } from '../ui/times.ts';
import type { TimelineEntry } from './api.ts';
import { lookOf } from './person-story.ts';

/** The list of reasons of one person, in the person's own time. */
export function PersonReasons({
  entries,
  zone,
  label,
}: {
  entries: readonly TimelineEntry[];
  zone: string;
  label: string;
}) {
  return <Reasons label={label} reasons={entries.map((entry) => reasonOf(entry, zone))} />;
}

function reasonOf(entry: TimelineEntry, zone: string): Reason {
  return {
    ...lookOf(entry),
    title: t(lookOf(entry).title),
    id: entry.id,
    sentence: entry.sentence,
    at: (
      <time dateTime={entry.at} title={formatFull(entry.at, zone)}>
        {formatMoment(entry.at, zone)}
      </time>
    ),
    more: <More entry={entry} />,
  };
}

function More({ entry: { campaign, reply, text } }: { entry: TimelineEntry }) {
  const words = reply?.body ?? text?.body;
  if (!words && !campaign) return null;
  return (
    <>
      {words && <span>“{words}”</span>}
      {words && campaign && ' · '}
      {campaign && (
        <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
          {campaign.name}
        </Link>
      )}
    </>
  );
}
