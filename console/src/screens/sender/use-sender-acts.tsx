import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import type { ReactNode } from 'react';
import type { Action } from '../../frame/action-store.ts';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';
import { type PaceUnit, perSecond } from './limits.ts';

type Sender = ItemOf<'/v1/senders'>;

/** What can be done with a number: another pace, a rest, the end of one. */
export function useSenderActs({ id, parts_per_second }: Sender, isResting: boolean): [ReactNode, Action[]] {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const path = { id };
  const done = () => void refresh(client, '/v1/senders', '/v1/paces', '/v1/sender-health');
  const change = () =>
    ask({
      title: t('Change the pace'),
      lead: t('As fast as its carrier allows. It holds within a second, for texts under way as well.'),
      fields: [
        // By the name that a refusal calls it, so that what stands against it is said at this field.
        {
          ...{ name: 'parts_per_second', label: t('Parts'), kind: 'number' },
          initial: String(parts_per_second),
        },
        {
          name: 'unit',
          label: t('In which time'),
          kind: 'choice',
          choices: [
            { value: 'second', label: t('a second') },
            { value: 'minute', label: t('a minute') },
            { value: 'day', label: t('a day') },
          ],
        },
      ],
      submit: t('Save'),
      send: ({ parts_per_second: parts, unit }: { parts_per_second: number; unit: PaceUnit }) =>
        call('/v1/senders/{id}/pace', 'put', { path, body: { parts_per_second: perSecond(parts, unit) } }),
      done,
    });
  const reason = { name: 'reason', label: t('Why'), help: t('It goes on record.') } as const;
  const rest = () =>
    ask({
      title: t('Let the number rest?'),
      lead: t('Pools pass it over. What names the number itself goes on.'),
      fields: [{ name: 'hours', label: t('Hours'), kind: 'number', initial: '24' }, reason],
      submit: t('Let it rest'),
      send: (body: { hours: number; reason: string }) => call('/v1/senders/{id}/rest', 'put', { path, body }),
      done,
    });
  const wake = () =>
    ask({
      title: t('End its rest?'),
      lead: t('Pools choose it again, as far as its health lets them.'),
      fields: [reason],
      submit: t('Wake it up'),
      send: (body: { reason: string }) =>
        call('/v1/senders/{id}/rest', 'put', { path, body: { ...body, hours: 0 } }),
      done,
    });
  return [
    dialog,
    [
      isResting
        ? { name: t('Wake it up …'), run: wake, needs: 'senders.write' }
        : { name: t('Let it rest …'), run: rest, needs: 'senders.write' },
      { name: t('Change the pace …'), run: change, isPrimary: true, keys: 'e', needs: 'senders.write' },
    ],
  ];
}
