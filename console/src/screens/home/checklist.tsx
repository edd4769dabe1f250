import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { Icon } from '../../ui/icons.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import classes from './home.module.css';

export type Step = { name: string; about: string; to: string; isDone: boolean };

/** The way from an empty installation to a first campaign. Each tick is read from what is really there. */
export function Checklist() {
  const steps = useSteps();
  const done = steps.filter(({ isDone }) => isDone).length;
  if (steps.length === 0 || done === steps.length) return null;
  return (
    <Panel title={t('Getting started')} aside={t('{done} of {all} done', { done, all: steps.length })}>
      <ol className={classes.steps}>
        {steps.map(({ name, about, to, isDone }) => (
          <li key={name} className={classes.step}>
            <span
              className={classes.mark}
              data-done={isDone || undefined}
              role="img"
              aria-label={isDone ? t('Done') : t('Not done yet')}
            >
              <Icon name={isDone ? 'check' : 'chevron'} size={16} />
            </span>
            <span>
              <Link to={to}>{name}</Link>
              <br />
              <span className={classes.about}>{about}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** Nothing until every answer has come: ticks that jump about would be worse than a short wait. */
function useSteps(): Step[] {
  const { is_rehearsal, workspace } = useMe();
  const { country } = workspace;
  const isOwner = useMay('members.manage');
  const mayImport = useMay('contacts.import');
  const isAsking = mayImport;
  const people = useQuery({ ...answer('/v1/contacts', { query: { limit: 1 } }), enabled: isAsking });
  const programs = useQuery({ ...answer('/v1/programs'), enabled: isAsking });
  const senders = useQuery({ ...answer('/v1/senders'), enabled: isAsking });
  const gateways = useQuery({ ...answer('/v1/gateways'), enabled: isAsking });
  const campaigns = useQuery({ ...answer('/v1/campaigns', { query: { limit: 100 } }), enabled: isAsking });
  const members = useQuery({ ...answer('/v1/members'), enabled: isAsking });
  const invitations = useQuery({ ...answer('/v1/invitations'), enabled: isAsking && isOwner });
  if (!people.data || !programs.data || !senders.data || !gateways.data || !campaigns.data || !members.data)
    return [];
  if (isOwner && !invitations.data) return [];
  const invited = invitations.data?.data.length ?? 0;
  const live = programs.data.data.find(({ status }) => status === 'live');
  const number = senders.data.data[0]?.number;
  const steps: (Step | false)[] = [
    {
      name: t('Bring people'),
      about: t('A list with the consent that it has; nobody is texted by it.'),
      to: '/audience/imports/new',
      isDone: people.data.data.length > 0,
    },
    {
      name: t('Say what people join'),
      about: live
        ? t('“{program}” is there already; its words can be changed.', { program: live.name })
        : t('A program: its purpose, its words, how often.'),
      to: '/audience/sign-up',
      isDone: live !== undefined,
    },
    {
      name: t('Have a number'),
      about: number
        ? t('{number} is there already.', { number: formatNumber(number, country) })
        : t('What texts come from.'),
      to: '/senders',
      isDone: senders.data.data.length > 0,
    },
    {
      name: is_rehearsal ? t('Rehearse a campaign') : t('Send a campaign'),
      about: t('Write it, check it, send it.'),
      to: '/campaigns/new',
      isDone: campaigns.data.data.some(({ launched_at }) => launched_at !== null),
    },
    isOwner && {
      name: t('Invite a colleague'),
      about:
        invited > 0
          ? tn(invited, '{n} invited who has not come yet.', '{n} invited who have not come yet.')
          : t('Somebody else approves what you write.'),
      to: '/settings/people',
      isDone: members.data.data.length > 1 || invited > 0,
    },
    isOwner && {
      name: t('Connect a carrier'),
      about: t('Until then texts go to pretend phones.'),
      to: '/senders/gateways',
      isDone: gateways.data.data.some(({ kind, state }) => !kind.startsWith('rehearsal') && state === 'ok'),
    },
  ];
  return steps.filter((step) => step !== false);
}
