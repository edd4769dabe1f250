import { useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { later, t } from '../../ui/language.ts';
import type { Setting } from './week.ts';

const ways = {
  by_hand: later('By hand'),
  round_robin: later('In turn'),
  least_busy: later('To whoever has the fewest open'),
} as const;

type Entered = {
  answer_within_minutes: number | null;
  assigns: Setting['assigns'];
  closes_after_days: number | null;
  rating_body: string | null;
};

/** What is promised, who is given what, and when a conversation is over. */
export function WorkForm({ setting, mayManage }: { setting: Setting; mayManage: boolean }) {
  const client = useQueryClient();
  const say = useToast();
  const { answer_within_minutes, assigns, closes_after_days, rating_body } = setting;
  if (!mayManage)
    return (
      <dl className="facts numbers">
        <dt>{t('Answered within so many minutes')}</dt>
        <dd>{answer_within_minutes ?? t('nothing is promised')}</dd>
        <dt>{t('Conversations are given')}</dt>
        <dd>{t(ways[assigns])}</dd>
      </dl>
    );
  const optional = { isRequired: false, whenEmpty: null } as const;
  return (
    <FieldForm
      key={JSON.stringify([answer_within_minutes, assigns, closes_after_days, rating_body])}
      spec={{
        fields: [
          {
            ...{
              name: 'answer_within_minutes',
              kind: 'number',
              ...optional,
              initial: answer_within_minutes ?? '',
            },
            label: t('Answered within so many minutes'),
            help: t(
              'Of the hours. Whoever waits for longer is marked, and told of. Blank where nothing is promised.',
            ),
          },
          {
            ...{ name: 'assigns', kind: 'choice', initial: assigns, label: t('Conversations are given') },
            choices: Object.entries(ways).map(([value, label]) => ({ value, label: t(label) })),
          },
          {
            ...{ name: 'closes_after_days', kind: 'number', ...optional, initial: closes_after_days ?? '' },
            label: t('Closed after so many days without a word'),
            help: t('Blank for never.'),
          },
          {
            ...{ name: 'rating_body', kind: 'long', ...optional, initial: rating_body ?? '', rows: 3 },
            label: t('What asks for a number from 1 to 5'),
            help: t('Blank for the usual words.'),
          },
        ],
        submit: t('Save'),
        send: (body: Entered) => call('/v1/workspace/inbox', 'put', { body }),
        done: () => {
          say(t('Saved'));
          void refresh(client, '/v1/workspace/inbox');
        },
      }}
    />
  );
}
