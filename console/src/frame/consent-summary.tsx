import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../ui/language.ts';
import { StateBadge } from '../ui/state-badge.tsx';
import { formatDate } from '../ui/times.ts';
import type { ContactConsent } from './api.ts';
import classes from './consent-summary.module.css';
import { Loaded } from './loaded.tsx';
import { consentQuery } from './queries.ts';

/** Whether a person may be texted, program by program, as it stands now. */
export function ConsentSummary({
  contactId,
  zone,
  refreshMs,
}: {
  contactId: string;
  zone: string;
  refreshMs?: number;
}) {
  const query = useQuery({ ...consentQuery(contactId), refetchInterval: refreshMs ?? false });
  return (
    <Loaded query={query} what={t('the consent record')}>
      {(consent) => (
        <div aria-live="polite">
          <Programs consent={consent} zone={zone} />
        </div>
      )}
    </Loaded>
  );
}

function Programs({ consent, zone }: { consent: ContactConsent; zone: string }) {
  const { programs } = consent;
  const suppressions = consent.suppressions.filter(({ is_suppressed }) => is_suppressed);
  if (programs.length === 0 && suppressions.length === 0) {
    return <p className={classes.none}>{t('No consent is on record, so this person is not texted.')}</p>;
  }
  return (
    <ul className={classes.list}>
      {programs.map((program) => (
        <Standing
          key={program.program_id}
          what={program.program_name}
          since={program.since}
          zone={zone}
          note={program.is_weak ? weakWords(program.purpose) : null}
        >
          <ConsentBadge program={program} />
        </Standing>
      ))}
      {suppressions.map(({ brand_id, brand_name, suppressed_at }) => (
        <Standing
          key={brand_id}
          what={t('Everything from {brand}', { brand: brand_name })}
          since={suppressed_at}
          zone={zone}
        >
          <StateBadge tone="bad">{t('Suppressed')}</StateBadge>
        </Standing>
      ))}
    </ul>
  );
}

type StandingProps = {
  what: string;
  since: string | null;
  zone: string;
  note?: string | null;
  children: ReactNode;
};

function Standing({ what, since, zone, note = null, children }: StandingProps) {
  return (
    <li>
      <span>{what}</span>
      <span className={classes.state}>
        {since && <span className={classes.since}>{t('since {day}', { day: formatDate(since, zone) })}</span>}
        {children}
      </span>
      {note && <p className={classes.note}>{note}</p>}
    </li>
  );
}

type Program = ContactConsent['programs'][number];

/** For which texts somebody may be texted whose consent is not enough for those of the program, and what would mend it. */
const weakWords = (purpose: Program['purpose']) =>
  purpose === 'marketing'
    ? t(
        'Marketing texts leave them out: nothing on record shows that they agreed in writing. Texts about their orders and appointments, and answers, still reach them. To mend it, record what shows that they agreed, or let them join again.',
      )
    : t(
        'Texts of this program leave them out: what is on record of how they agreed is not enough. To mend it, record what shows that they agreed, or let them join again.',
      );

function ConsentBadge({ program: { status, purpose, is_weak } }: { program: Program }) {
  if (is_weak)
    return (
      <StateBadge tone="warn">
        {purpose === 'marketing' ? t('Not for marketing') : t('Not enough on record')}
      </StateBadge>
    );
  if (status === 'opted_in') return <StateBadge tone="good">{t('Opted in')}</StateBadge>;
  if (status === 'opted_out') return <StateBadge tone="bad">{t('Opted out')}</StateBadge>;
  if (status === 'pending') return <StateBadge tone="calm">{t('Their YES is awaited')}</StateBadge>;
  return <StateBadge tone="quiet">{t('No consent')}</StateBadge>;
}
