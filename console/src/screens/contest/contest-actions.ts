import type { Action } from '../../frame/action-store.ts';
import { call } from '../../frame/call.ts';
import type { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';
import type { Contest } from './contest.ts';

export type Ask = ReturnType<typeof useAsk>[1];

/** What can be done with a contest as it stands; each asks first, because none can be taken back. */
export function actionsOf(contest: Contest, ask: Ask, done: () => void): Action[] {
  const { state, id } = contest;
  const asking: Record<string, Action> = {
    change: { name: t('Change …'), to: `/content/contests/${id}/edit`, needs: 'campaigns.write' },
    open: {
      name: t('Open …'),
      run: () => ask(opening(id, done)),
      isPrimary: true,
      needs: 'campaigns.launch',
    },
    letter: { name: t('Enter a letter …'), run: () => ask(letter(id, done)), needs: 'campaigns.write' },
    close: { name: t('Close now …'), run: () => ask(closing(id, done)), needs: 'campaigns.write' },
    cancel: { name: t('Call it off …'), run: () => ask(cancelling(id, done)), needs: 'campaigns.launch' },
    draw: {
      name: t('Draw …'),
      run: () => ask(drawing(contest, done)),
      isPrimary: true,
      needs: 'campaigns.launch',
    },
  };
  const names = {
    draft: ['change', 'open'],
    open: ['letter', 'close', 'cancel'],
    closed: ['cancel', 'draw'],
    drawn: [],
    cancelled: [],
  }[state];
  return names.flatMap((name) => asking[name] ?? []);
}

const opening = (id: string, done: () => void) => ({
  title: t('Open it?'),
  lead: t(
    'From now on people can enter, and the rules stay as they are. The seed of the draw is sealed and its hash is told: publish it.',
  ),
  fields: [],
  submit: t('Open it'),
  send: () => call('/v1/contests/{id}/open', 'post', { path: { id } }),
  done,
});

const closing = (id: string, done: () => void) => ({
  title: t('Close it before its time?'),
  lead: t(
    'Nobody can enter any more. The rules promise an end: close it early only where they say that you may.',
  ),
  fields: [],
  submit: t('Close it now'),
  isDanger: true,
  send: () => call('/v1/contests/{id}/close', 'post', { path: { id } }),
  done,
});

const cancelling = (id: string, done: () => void) => ({
  title: t('Call it off?'),
  lead: t('Nobody will be drawn. Who has entered is not told of it.'),
  fields: [{ name: 'reason', label: t('Why, for the record'), kind: 'long' as const, rows: 2 }],
  submit: t('Call it off'),
  isDanger: true,
  send: (body: never) => call('/v1/contests/{id}/cancel', 'post', { path: { id }, body }),
  done,
});

const drawing = ({ id, beacon_source }: Contest, done: () => void) => ({
  title: t('Draw the winners?'),
  lead: t('Winners are told at once, and it is drawn once.'),
  fields:
    beacon_source === null
      ? []
      : [
          {
            name: 'beacon',
            label: t('The promised number'),
            help: t('To the letter, as it stands at: {source}', { source: beacon_source }),
          },
        ],
  submit: t('Draw them now'),
  send: (body: never) => call('/v1/contests/{id}/draw', 'post', { path: { id }, body }),
  done,
});

const letter = (id: string, done: () => void) => ({
  title: t('Enter a letter'),
  lead: t('It counts like any other entry, and costs nobody anything.'),
  fields: [
    { name: 'number', label: t('Number'), placeholder: '+12025550142' },
    { name: 'full_name', label: t('Name') },
    { name: 'email', label: t('E-mail'), isRequired: false },
    { name: 'region', label: t('Where they live'), isRequired: false, placeholder: 'US-TX' },
    { name: 'is_old_enough', label: t('The letter says that they are old enough'), kind: 'switch' as const },
  ],
  submit: t('Enter it'),
  send: (body: never) => call('/v1/contests/{id}/entries', 'post', { path: { id }, body }),
  done,
});
