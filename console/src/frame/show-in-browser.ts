import { call } from './call.ts';
import { sentenceOfNotification, titleOfKind } from './notification-words.ts';

// The newest that this browser has shown: other windows of it see the same, so that one note is shown and not three.
const shownKey = 'tidings.notified';
const numberOf = (id: string): number => Number(id.replace(/\D/g, ''));
const mostAtOnce = 3;

export const browserState = (): NotificationPermission | 'none' =>
  typeof Notification === 'undefined' ? 'none' : Notification.permission;

/** Shows what is new by notes of the browser, where somebody has allowed that, and goes there when one is pressed. */
export async function showInBrowser(newest: string, go: (path: string) => void): Promise<void> {
  if (browserState() !== 'granted') return;
  const shown = localStorage.getItem(shownKey);
  if (shown !== null && numberOf(shown) >= numberOf(newest)) return;
  localStorage.setItem(shownKey, newest);
  // The first time there is no telling what is news.
  if (shown === null) return;
  const { data } = await call('/v1/me/notifications', 'get', { query: { unread: true, limit: mostAtOnce } });
  for (const one of data.filter(({ id, in_browser }) => in_browser && numberOf(id) > numberOf(shown)))
    show(titleOfKind(one.kind, one.title), { body: sentenceOfNotification(one), tag: one.id }, () =>
      go(one.path),
    );
}

function show(title: string, options: NotificationOptions, onPress: () => void): void {
  try {
    const note = new Notification(title, options);
    note.addEventListener('click', () => {
      window.focus();
      note.close();
      onPress();
    });
  } catch {
    // Some browsers of phones show notes of service workers alone; the bell has it all the same.
  }
}
