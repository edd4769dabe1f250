import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Contact, Handset } from '../../frame/api.ts';
import { ConsentSummary } from '../../frame/consent-summary.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { PersonReasons } from '../../frame/person-reasons.tsx';
import { inOrder } from '../../frame/person-story.ts';
import { contactByNumberQuery, handsetQuery, timelineQuery } from '../../frame/queries.ts';
import { useMe } from '../../frame/session.ts';
import type { Bubble } from '../../ui/conversation.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { PhoneScreen } from '../../ui/phone-screen.tsx';
import { knownZone } from '../../ui/times.ts';
import classes from './handset.module.css';
import { ReplyBox } from './reply-box.tsx';

const route = getRouteApi('/_shell/handsets/$number');

// The confirmation of a STOP comes within a second or two; whoever typed it watches the screen.
const refreshMs = 1_500;

/** A phone of the rehearsal to type on, and beside it what Tidings makes of what is typed. */
export function HandsetScreen() {
  const { number } = route.useParams();
  const { country, time_zone } = useMe().workspace;
  const handset = useQuery({ ...handsetQuery(number), refetchInterval: refreshMs });
  const person = useQuery(contactByNumberQuery(number));
  const zone = knownZone(person.data?.time_zone ?? time_zone);
  return (
    <Page
      title={formatNumber(number, country)}
      lead={whoseOf(person.data)}
      back={<Link to="/handsets">{t('All pretend phones')}</Link>}
    >
      <div className={classes.columns}>
        <Loaded query={handset} what={t('the pretend phone')}>
          {({ conversation }) => (
            <PhoneScreen
              label={t('Pretend phone')}
              sender={formatNumber(senderOf(conversation) ?? t('No text yet'), country)}
              bubbles={conversation.map(toBubble)}
              zone={zone}
              empty={t('No text has come to this phone yet.')}
              opensLinks
              footer={<ReplyBox number={number} />}
            />
          )}
        </Loaded>
        <div className={classes.known}>
          <Loaded query={person} what={t('the person')}>
            {(contact) => (contact ? <WhatWeKnow contactId={contact.id} zone={zone} /> : <Nobody />)}
          </Loaded>
        </div>
      </div>
    </Page>
  );
}

function WhatWeKnow({ contactId, zone }: { contactId: string; zone: string }) {
  const timeline = useQuery({ ...timelineQuery(contactId), refetchInterval: refreshMs });
  return (
    <>
      <Panel title={t('May this person be texted?')}>
        <ConsentSummary contactId={contactId} zone={zone} refreshMs={refreshMs} />
      </Panel>
      <Panel
        title={t('What Tidings did, and why')}
        aside={
          <Link to="/people/$contactId" params={{ contactId }}>
            {t('Open the person')}
          </Link>
        }
      >
        <Loaded query={timeline} what={t('the reasons')}>
          {/* Newest first: what a reply has just caused stands on top. */}
          {({ data }) => (
            <PersonReasons
              entries={inOrder(data).toReversed()}
              zone={zone}
              label={t('What happened, newest first')}
            />
          )}
        </Loaded>
      </Panel>
    </>
  );
}

function whoseOf(person: Contact | null | undefined): string {
  if (!person) return t('A phone of this rehearsal.');
  return person.name
    ? t('The phone of {name}.', { name: person.name })
    : t('The phone of somebody whose name is not known.');
}

function Nobody() {
  return (
    <Panel title={t('Nobody’s number')}>
      <Text c="dimmed">
        {t('This number belongs to nobody on your lists. A STOP from it holds all the same.')}
      </Text>
    </Panel>
  );
}

function toBubble({ id, direction, body, rehearsal_at }: Handset['conversation'][number]): Bubble {
  return { id, body, at: rehearsal_at, direction: direction === 'outbound' ? 'received' : 'typed' };
}

function senderOf(conversation: Handset['conversation']): string | null {
  const last = conversation.at(-1);
  return (last?.direction === 'outbound' ? last.from : last?.to) ?? null;
}
