import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Action } from '../../frame/action-store.ts';
import { ActionBar } from '../../frame/actions.tsx';
import type { Contact } from '../../frame/api.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { PersonReasons } from '../../frame/person-reasons.tsx';
import { bubblesOf, inOrder, senderSeen } from '../../frame/person-story.ts';
import { contactQuery, timelineQuery } from '../../frame/queries.ts';
import { useMe } from '../../frame/session.ts';
import { later, t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { PhoneScreen } from '../../ui/phone-screen.tsx';
import { cityOf, knownZone } from '../../ui/times.ts';
import { BelongsPanel } from './belongs-panel.tsx';
import { ConsentPanel } from './consent-panel.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { MayPanel } from './may-panel.tsx';
import { OwnHourPanel } from './own-hour-panel.tsx';
import classes from './person.module.css';
import { usePersonActs } from './use-person-acts.tsx';
import { useRecordConsent } from './use-record-consent.tsx';

const route = getRouteApi('/_shell/people/$contactId');

// A person's page is often open while their campaign runs.
const refreshMs = 5_000;

/** What did this person see, and why. */
export function PersonScreen() {
  const { contactId } = route.useParams();
  const query = useQuery(contactQuery(contactId));
  return (
    <Loaded query={query} what={t('the person')} isWholePage>
      {(contact) => <Person contact={contact} />}
    </Loaded>
  );
}

function Person({ contact }: { contact: Contact }) {
  const { workspace, is_rehearsal } = useMe();
  const number = formatNumber(contact.number, workspace.country);
  const zone = knownZone(contact.time_zone ?? workspace.time_zone);
  const [dialog, acts] = usePersonActs(contact);
  const [agreedDialog, agreedActs] = useRecordConsent(contact);
  const timeline = useQuery({ ...timelineQuery(contact.id), refetchInterval: refreshMs });
  const phone = {
    name: t('Their pretend phone'),
    to: `/handsets/${encodeURIComponent(contact.number)}`,
  };
  const story = (
    <Loaded query={timeline} what={t('the reasons')}>
      {({ data }) => (
        <PersonReasons
          entries={inOrder(data).toReversed()}
          zone={zone}
          label={t('What happened, newest first')}
        />
      )}
    </Loaded>
  );
  return (
    <Page
      title={contact.name ?? number}
      lead={
        <span className="numbers">{[contact.name && number, contact.email].filter(Boolean).join(' · ')}</span>
      }
      back={<Link to="/people">{t('All people')}</Link>}
      actions={<ActionBar actions={[...(is_rehearsal ? [phone] : []), ...acts, ...agreedActs]} />}
    >
      {dialog}
      {agreedDialog}
      <div className={classes.columns}>
        <div className={classes.phone}>
          <Loaded query={timeline} what={t('the texts')}>
            {({ data }) => (
              <PhoneScreen
                label={t('What {name} saw', { name: contact.name ?? number })}
                sender={senderName(senderSeen(inOrder(data)), workspace)}
                bubbles={bubblesOf(inOrder(data))}
                zone={zone}
                empty={t('No text has reached this phone.')}
              />
            )}
          </Loaded>
        </div>
        <PersonTabs contact={contact} zone={zone} story={story} record={agreedActs[0]} />
      </div>
    </Page>
  );
}

type PersonTabsProps = { contact: Contact; zone: string; story: ReactNode; record: Action | undefined };

/** What happened, what is on file and what they agreed to: one at a time, each with an address of its own. */
function PersonTabs({ contact, zone, story, record }: PersonTabsProps) {
  const { tab: asked } = route.useSearch();
  const tab = ['fields', 'consent'].find((one) => one === asked) ?? 'story';
  const navigate = route.useNavigate();
  const show = (next: string | null) =>
    void navigate({ search: next === 'story' || next === null ? {} : { tab: next }, replace: true });
  return (
    <Tabs value={tab} onChange={show} keepMounted={false} className={classes.reasons}>
      <Tabs.List>
        <Tabs.Tab value="story">{t('What happened')}</Tabs.Tab>
        <Tabs.Tab value="fields">{t('Fields')}</Tabs.Tab>
        <Tabs.Tab value="consent">{t('Consent')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="story" className={classes.reasons}>
        <MayPanel contact={contact} zone={zone} refreshMs={refreshMs} record={record} />
        <Panel title={t('What happened, and why')} aside={zoneNote(contact, zone)}>
          {story}
        </Panel>
        <BelongsPanel contactId={contact.id} />
        <OwnHourPanel contactId={contact.id} />
      </Tabs.Panel>
      <Tabs.Panel value="fields">
        <FieldsPanel contactId={contact.id} />
      </Tabs.Panel>
      <Tabs.Panel value="consent">
        <ConsentPanel contact={contact} zone={zone} />
      </Tabs.Panel>
    </Tabs>
  );
}

function senderName(number: string | null, workspace: { name: string; country: string }): string {
  return number ? formatNumber(number, workspace.country) : workspace.name;
}

const zoneSources: Record<string, string> = {
  own: later('told by the person'),
  address: later('from the address'),
  area_code: later('from the area code'),
  country: later('from the country'),
  workspace: later('yours, as theirs is not known'),
};

function zoneNote({ time_zone_source }: Contact, zone: string): string {
  return `${t('Times in {city}', { city: cityOf(zone) })}, ${t(zoneSources[time_zone_source ?? 'workspace'] ?? later('as far as it is known'))}`;
}
