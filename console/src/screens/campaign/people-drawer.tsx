import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { CampaignReport, PersonBehindLine, RejectedRow } from '../../frame/api.ts';
import { Loaded, MoreButton } from '../../frame/loaded.tsx';
import { peopleBehindLineQuery } from '../../frame/queries.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { progressParts } from '../../ui/progress-parts.ts';
import { SideSheet } from '../../ui/side-sheet.tsx';
import classes from './campaign.module.css';

const route = getRouteApi('/_shell/campaigns/$campaignId');

/** The people behind one line of the waterfall or one part of the bar. Which one stands in the address (`?line=`). */
export function PeopleDrawer({ report }: { report: CampaignReport }) {
  const { line } = route.useSearch();
  const navigate = route.useNavigate();
  // The drawer still shows its people while it slides away.
  const lastLine = useRef(line);
  if (line) lastLine.current = line;
  const shown = lastLine.current;
  return (
    <SideSheet
      title={shown ? titleOf(report, shown) : t('People')}
      isOpen={line !== undefined}
      onClose={() => void navigate({ search: {}, resetScroll: false })}
    >
      {shown && <People campaignId={report.campaign.id} line={shown} />}
    </SideSheet>
  );
}

function titleOf({ waterfall, progress }: CampaignReport, line: string): string {
  const behind = [
    ...waterfall.map(({ line: name, label, count }) => ({ name, label, count })),
    ...progressParts(progress),
    { name: 'replies', label: t('Replies'), count: progress.replies },
    { name: 'opt_outs', label: t('Opt-outs'), count: progress.opt_outs },
  ].find(({ name }) => name === line);
  return behind ? `${behind.label}: ${formatCount(behind.count)}` : t('People');
}

// Lines that the language of segments calls by the same word; the segment is asked anew as the campaign goes on.
const askedBySegments = new Set(['delivered', 'failed']);

function SegmentOfLine({ campaignId, line }: { campaignId: string; line: string }) {
  const mayWrite = useMay('campaigns.write');
  if (!mayWrite || !askedBySegments.has(line)) return null;
  return (
    <Link to="/audience/segments/new" search={{ rule: `${line} campaign ${campaignId}` }}>
      {t('Make a segment of these people')}
    </Link>
  );
}

// Whose text has reached a phone, so that there is a screen to type on.
const onPhones = new Set(['accepted', 'delivered', 'replies', 'opt_outs']);

function People({ campaignId, line }: { campaignId: string; line: string }) {
  const query = useInfiniteQuery(peopleBehindLineQuery(campaignId, line));
  return (
    <Loaded query={query} what={t('the people behind this line')}>
      {({ pages }) => {
        const entries = pages.flatMap((page) => page.data);
        if (entries.length === 0)
          return <Text c="dimmed">{t('Nobody stands behind this line any more.')}</Text>;
        return (
          <Stack>
            <SegmentOfLine campaignId={campaignId} line={line} />
            <ul className={classes.entries}>
              {entries.map((entry, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pages only grow at the end, and a file may repeat a row.
                <li key={index}>
                  {entry.object === 'person' ? (
                    <Person entry={entry} isOnPhone={onPhones.has(line)} />
                  ) : (
                    <Row entry={entry} />
                  )}
                </li>
              ))}
            </ul>
            <MoreButton query={query} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

type PersonProps = { entry: PersonBehindLine; isOnPhone: boolean };

/** Somebody, with why they stand here; in a rehearsal, whoever got the text has a phone to answer from. */
function Person({ entry: { contact, sentence }, isOnPhone }: PersonProps) {
  const { workspace, is_rehearsal } = useMe();
  const mayAnswer = useMay('rehearsal.use') && is_rehearsal;
  const number = formatNumber(contact.number, workspace.country);
  return (
    <>
      <Link to="/people/$contactId" params={{ contactId: contact.id }} className={classes.person}>
        <span className={classes.entryHead}>
          <strong className="breakable">{contact.name ?? number}</strong>
          {contact.name && <span className={`${classes.unbroken} numbers`}>{number}</span>}
        </span>
        <span className={classes.quiet}>{sentence}</span>
      </Link>
      {mayAnswer && isOnPhone && (
        <Link to="/handsets/$number" params={{ number: contact.number }} className={classes.asPerson}>
          {t('Answer as {name}', { name: contact.name ?? number })}
        </Link>
      )}
    </>
  );
}

function Row({ entry: { line, row, sentence, file_name } }: { entry: RejectedRow }) {
  return (
    <div className={classes.row}>
      <span className={classes.entryHead}>
        <strong>{sentence}</strong>
        <span className={`${classes.quiet} ${classes.unbroken} numbers`}>
          {t('row {line}', { line: formatCount(line) })}
        </span>
      </span>
      <span className={`${classes.quiet} breakable`}>{file_name}</span>
      <span className={classes.cells}>{row.map((cell) => cell || '–').join(' · ')}</span>
    </div>
  );
}
