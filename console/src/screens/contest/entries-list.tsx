import { Link } from '@tanstack/react-router';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { later, t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { wordsOf } from '../../ui/words.ts';

const ways = { keyword: later('By text'), form: later('At the page'), hand: later('By letter') } as const;
const states = {
  entered: [later('Counts'), 'good'],
  asked: [later('Asked for their age'), 'warn'],
  refused: [later('Does not count'), 'quiet'],
} as const satisfies Record<string, readonly [string, Tone]>;

/** Everybody who has entered, those included whose entry does not count, and why. */
export function EntriesList({ contestId }: { contestId: string }) {
  const { country, time_zone } = useMe().workspace;
  return (
    <PagedListing
      query={pages('/v1/contests/{id}/entries', { path: { id: contestId } })}
      what={t('the entries')}
      caption={t('Entries, in the order in which they came')}
      isHeaded
      keyOf={({ id }) => String(id)}
      columns={[
        {
          name: t('Who'),
          cell: ({ contact_id, number, full_name }) => {
            const name = full_name ?? formatNumber(number, country);
            return contact_id ? (
              <Link to="/people/$contactId" params={{ contactId: contact_id }} className="breakable">
                {name}
              </Link>
            ) : (
              <span className="breakable">{name}</span>
            );
          },
        },
        { name: t('Way'), cell: ({ way }) => t(ways[way]) },
        {
          name: t('State'),
          cell: ({ state, reason }) => (
            <>
              <StateBadge tone={states[state][1]}>{t(states[state][0])}</StateBadge>
              {reason && <div className="quiet">{wordsOf(reason)}</div>}
            </>
          ),
        },
        { name: t('When'), cell: ({ entered_at }) => formatMoment(entered_at, time_zone) },
      ]}
      empty={
        <Empty title={t('Nobody has entered yet')}>
          {t('Each entry stands here as it comes, also one that does not count.')}
        </Empty>
      }
    />
  );
}
