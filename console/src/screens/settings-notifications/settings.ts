import { useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { refresh } from '../../frame/call.ts';
import { useToast } from '../../frame/toasts.tsx';
import { later, t } from '../../ui/language.ts';

export type Settings = AnswerOf<'/v1/me/notification-settings', 'get'>;
export type Way = Settings['kinds'][number]['ways'][number];

export const wayNames: readonly (readonly [Way, string])[] = [
  ['app', later('Bell')],
  ['browser', later('Browser')],
  ['email', later('Mail')],
  ['webhook', later('Call')],
  ['sms', later('Text')],
];

/** Says that it is saved, and asks anew. */
export function useSaved(): () => void {
  const client = useQueryClient();
  const say = useToast();
  return () => {
    say(t('Saved'));
    void refresh(client, '/v1/me/notification-settings');
  };
}
