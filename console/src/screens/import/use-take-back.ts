import { useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatMoment } from '../../ui/times.ts';
import type { Import } from './draft.ts';

/** The way back from an import for a day, also from one that failed with people imported; `action` is null where there is none. */
export function useTakeBack(found: Import) {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const { undo_until: until, status } = found;
  // The day in which it can be taken back is one of the wall's clock, in a rehearsal as well.
  const isInTime = until !== null && new Date(until) > new Date();
  if (!isInTime || (status !== 'imported' && status !== 'failed'))
    return { dialog, action: null, until: null };
  const run = () =>
    ask({
      title: t('Take this import back?'),
      lead: t(
        'Who came with it goes, what it changed is put back, and its consents are withdrawn. Opt-outs stay, and so do people whom something else rests on by now.',
      ),
      fields: [],
      submit: t('Take it back'),
      isDanger: true,
      typeName: found.file_name,
      send: () => call('/v1/imports/{id}/undo', 'post', { path: { id: found.id } }),
      done: () => void refresh(client, '/v1/imports'),
    });
  return {
    dialog,
    action: { name: t('Take it back …'), run, needs: 'contacts.import' as const },
    until: t('Can be taken back until {when}', { when: formatMoment(until, zone) }),
  };
}
