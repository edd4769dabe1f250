import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConsentSummary } from '../../frame/consent-summary.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { contactQuery } from '../../frame/queries.ts';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { formatMoment, knownZone } from '../../ui/times.ts';
import type { Conversation } from './conversation-list.tsx';
import classes from './inbox.module.css';

/** Who it is, what they have agreed to, and what is known of the talk: beside it, where there is room. */
export function PersonCard({ conversation }: { conversation: Conversation }) {
  const { workspace } = useMe();
  const { number, contact_id, rating, answer_due_at, snoozed_until, replies } = conversation;
  const zone = workspace.time_zone;
  const facts: [string, string | null][] = [
    [t('Number'), formatNumber(number, workspace.country)],
    [t('Answer due'), answer_due_at && formatMoment(answer_due_at, zone)],
    [t('Snoozed until'), snoozed_until && formatMoment(snoozed_until, zone)],
    [t('Texts from them'), String(replies)],
    [t('Rated'), rating === null ? null : t('{rating} of 5', { rating })],
  ];
  return (
    <aside
      className={classes.card}
      aria-label={t('The person')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants scrolling content in the tab order.
      tabIndex={0}
    >
      <dl className={classes.facts}>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {contact_id === null ? (
        <Text size="sm" c="dimmed">
          {t('This number belongs to nobody on your lists.')}
        </Text>
      ) : (
        <Known contactId={contact_id} />
      )}
    </aside>
  );
}

function Known({ contactId }: { contactId: string }) {
  const { workspace } = useMe();
  const query = useQuery(contactQuery(contactId));
  return (
    <Loaded query={query} what={t('the person')}>
      {(contact) => (
        <>
          {contact.email && <Text size="sm">{contact.email}</Text>}
          <h3 className={classes.cardTitle}>{t('May they be texted?')}</h3>
          <ConsentSummary contactId={contactId} zone={knownZone(contact.time_zone ?? workspace.time_zone)} />
        </>
      )}
    </Loaded>
  );
}
