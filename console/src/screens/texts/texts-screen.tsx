import { getRouteApi, Link } from '@tanstack/react-router';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { titleOfText } from '../../frame/person-story.ts';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { wordsOf } from '../../ui/words.ts';

const route = getRouteApi('/_shell/developers/texts');

const bad: ReadonlySet<string> = new Set(['undelivered', 'failed', 'rejected', 'expired']);

function toneOf(status: string): Tone {
  if (status === 'delivered') return 'good';
  if (bad.has(status)) return 'bad';
  return status === 'unknown' ? 'odd' : 'calm';
}

/** Texts that programs and people asked for one by one; with a number, everything one person was sent. */
export function TextsScreen() {
  const { to = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const { country, time_zone } = useMe().workspace;
  return (
    <Page title={t('Single texts')} lead={t('What was sent outside of campaigns, and what became of it.')}>
      <SearchBox
        label={t('Everything to one number')}
        placeholder={t('Number with country code')}
        value={to}
        onSearch={(next) => void navigate({ search: next ? { to: next } : {}, replace: true })}
      />
      <PagedListing
        query={pages('/v1/messages', { query: to ? { to } : {} })}
        what={t('the texts')}
        caption={t('Texts, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('To'),
            cell: ({ to, contact_id }) =>
              contact_id ? (
                <Link to="/people/$contactId" params={{ contactId: contact_id }} className="numbers">
                  {formatNumber(to, country)}
                </Link>
              ) : (
                <span className="numbers">{formatNumber(to, country)}</span>
              ),
          },
          { name: t('Words'), cell: ({ body }) => <span className="breakable">{body}</span> },
          {
            name: t('State'),
            cell: ({ status, reason_detail, held_reason }) => (
              <>
                <StateBadge tone={toneOf(status)}>{titleOfText(status)}</StateBadge>
                <div className="quiet">{reason_detail ?? (held_reason && wordsOf(held_reason))}</div>
              </>
            ),
          },
          { name: t('Asked for'), cell: ({ queued_at }) => formatMoment(queued_at, time_zone) },
        ]}
        empty={
          to ? (
            <Empty title={t('No text went to this number')}>
              {t('Type the whole number, with the code of its country.')}
            </Empty>
          ) : (
            <Empty title={t('No single texts yet')}>
              {t('POST /v1/messages sends one; it passes the same rules as a campaign.')}
            </Empty>
          )
        }
      />
    </Page>
  );
}
