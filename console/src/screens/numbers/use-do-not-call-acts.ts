import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { later, t, tn } from '../../ui/language.ts';

type List = ItemOf<'/v1/do-not-call-lists'>;

export const kindWords = {
  own: later('Our own'),
  state: later('Of a state'),
  federal: later('Federal'),
} as const;

// What the service takes at once.
const mostAtOnce = 10_000;

/** What is done to do-not-call lists, each as its state allows: opened, filled, let count, ended. */
export function useDoNotCallActs() {
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const mayWrite = useMay('suppression.write');
  const mayEnd = useMay('suppression.remove');
  const done = () => void refresh(client, '/v1/do-not-call-lists');
  const open = () =>
    ask({
      title: t('Open a do-not-call list'),
      lead: t(
        'It counts once its numbers are in and it is finished. A newer register takes the place of the one before it.',
      ),
      fields: [
        {
          ...{ name: 'kind', kind: 'choice', label: t('Whose it is') },
          choices: Object.entries(kindWords).map(([value, label]) => ({ value, label: t(label) })),
        },
        {
          ...{ name: 'region', label: t('State'), placeholder: 'US-TX' },
          isShown: (values) => values.kind === 'state',
        },
        { name: 'name', label: t('Name'), placeholder: 'Texas, November' },
        { name: 'as_of', kind: 'date', label: t('Day of the data') },
      ],
      submit: t('Open it'),
      send: (body) => call('/v1/do-not-call-lists', 'post', { body }),
      done,
    });
  const fill = ({ id, name }: List) =>
    ask({
      title: t('Put numbers on “{name}”', { name }),
      fields: [
        {
          name: 'numbers',
          kind: 'words',
          rows: 8,
          label: t('Numbers'),
          help: t('One a line, or between commas.'),
        },
      ],
      submit: t('Put them on it'),
      send: async ({ numbers }: { numbers: string[] }) => {
        let [added, unreadable] = [0, 0];
        for (let from = 0; from < numbers.length; from += mostAtOnce) {
          const part = { numbers: numbers.slice(from, from + mostAtOnce) };
          const taken = await call('/v1/do-not-call-lists/{id}/numbers', 'post', {
            path: { id },
            body: part,
          });
          added += taken.added;
          unreadable += taken.unreadable.length;
        }
        return { added, unreadable };
      },
      done: ({ added, unreadable }) => {
        const bad =
          unreadable > 0 ? ` ${tn(unreadable, '{n} could not be read.', '{n} could not be read.')}` : '';
        say(tn(added, '{n} number is on it.', '{n} numbers are on it.') + bad);
        done();
      },
    });
  const finish = ({ id, name }: List) =>
    ask({
      title: t('Let “{name}” count?', { name }),
      lead: t('Nothing can be put on a register after that; the next one takes its place.'),
      fields: [],
      submit: t('Let it count'),
      send: () => call('/v1/do-not-call-lists/{id}/finish', 'post', { path: { id } }),
      done,
    });
  const end = ({ id, name }: List) =>
    ask({
      title: t('Let “{name}” count no more?', { name }),
      fields: [{ name: 'reason', label: t('Why'), help: t('It is kept with your name.') }],
      submit: t('End it'),
      isDanger: true,
      send: (body: { reason: string }) =>
        call('/v1/do-not-call-lists/{id}/end', 'post', { path: { id }, body }),
      done,
    });
  const actionsOf = (list: List) => [
    ...(mayWrite && (list.state === 'loading' || (list.state === 'standing' && list.kind === 'own'))
      ? [{ name: t('Put numbers on it …'), run: () => fill(list) }]
      : []),
    ...(mayWrite && list.state === 'loading' ? [{ name: t('Let it count …'), run: () => finish(list) }] : []),
    ...(mayEnd && (list.state === 'loading' || list.state === 'standing')
      ? [{ name: t('End it …'), run: () => end(list), isDanger: true }]
      : []),
  ];
  return { dialog, open, actionsOf, mayWrite };
}
