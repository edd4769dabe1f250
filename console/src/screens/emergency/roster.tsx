import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { askAgainMs } from '../../frame/ask-again.ts';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatClock } from '../../ui/times.ts';
import classes from './emergency.module.css';
import { rosterStateOf, rosterStates } from './roster-states.ts';

type Line = ItemOf<'/v1/emergencies/{id}/roster'>;
type RosterProps = { emergencyId: string; shown: string | undefined; onHeard: (number: string) => void };

// Slower than the counts: a listing that moves under a thumb is hard to press.
const askEveryMs = 10_000;

/** Everybody who is meant, or those of one state: what they said, or why no text reached them, and a way to note what one hears. */
export function Roster({ emergencyId, shown, onHeard }: RosterProps) {
  const { country, time_zone } = useMe().workspace;
  const mayNote = useMay('inbox.answer');
  const state = rosterStateOf(shown);
  const path = { id: emergencyId };
  return (
    <PagedListing
      query={{
        ...pages('/v1/emergencies/{id}/roster', { path, ...(state ? { query: { state } } : {}) }),
        refetchInterval: ({ state: { data } }) => askAgainMs(askEveryMs, data?.pages),
      }}
      what={t('the roster')}
      caption={state ? t('The roster: {state}', { state: t(rosterStates[state][0]) }) : t('The roster')}
      keyOf={({ number }) => number}
      columns={[
        { name: t('Who'), cell: (line) => <Who line={line} country={country} /> },
        {
          name: t('State'),
          cell: ({ state: stands }) => (
            <StateBadge tone={rosterStates[stands][1]}>{t(rosterStates[stands][0])}</StateBadge>
          ),
        },
        { name: t('What we know'), cell: (line) => <Known line={line} zone={time_zone} /> },
        { name: t('Texts'), isNumber: true, cell: ({ texts }) => formatCount(texts) },
        ...(mayNote
          ? [
              {
                name: t('By telephone'),
                cell: ({ number }: Line) => (
                  <Button size="compact-sm" variant="default" onClick={() => onHeard(number)}>
                    {t('Note …')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
      empty={<Empty title={t('Nobody stands here now')}>{t('Choose another state above.')}</Empty>}
    />
  );
}

function Who({ line, country }: { line: Line; country: string }) {
  const { number, contact_id, first_name, last_name } = line;
  const name = [first_name, last_name].filter(Boolean).join(' ');
  const shown = formatNumber(number, country);
  return (
    <>
      {contact_id ? (
        <Link to="/people/$contactId" params={{ contactId: contact_id }} className="breakable">
          {name || shown}
        </Link>
      ) : (
        <span className="breakable">{name || shown}</span>
      )}
      {/* A press calls them: on this page that is what one does next. */}
      <div>
        <a href={`tel:${number}`} className={classes.call}>
          {shown}
        </a>
      </div>
    </>
  );
}

function Known({ line, zone }: { line: Line; zone: string }) {
  const { words, answered_at, noted_by, reason, last_text_at } = line;
  if (words !== null)
    return (
      <>
        <span className="breakable">{words}</span>
        <div className="quiet">
          {[answered_at && formatClock(answered_at, zone), noted_by && t('noted by our staff')]
            .filter(Boolean)
            .join(', ')}
        </div>
      </>
    );
  if (reason !== null) return <span className="breakable">{reason}</span>;
  return last_text_at ? t('Last text {when}', { when: formatClock(last_text_at, zone) }) : '–';
}
