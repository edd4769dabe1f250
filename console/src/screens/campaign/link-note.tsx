import type { LinkState } from '../../frame/live-link.ts';
import { later, t } from '../../ui/language.ts';

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const notes: Record<LinkState, string> = {
  connecting: '',
  live: '',
  reconnecting: later('reconnecting'),
  polling: later('asking every few seconds'),
};

/** How fresh the numbers are, when they are not as fresh as they should be. */
export function LinkNote({
  link,
  updatedAt,
  hasFailed,
}: {
  link: LinkState;
  updatedAt: number;
  hasFailed: boolean;
}) {
  const note = hasFailed ? later('reconnecting') : notes[link];
  return (
    <span role="status">
      {note && t('Updated {time} · {note}.', { time: hour.format(updatedAt), note: t(note) })}
    </span>
  );
}
