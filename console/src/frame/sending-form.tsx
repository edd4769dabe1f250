import { Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { call, refresh } from './call.ts';
import { FieldForm } from './field-form.tsx';

export type Sending = 'all' | 'no_marketing' | 'none';

/** What may leave, and why: the form of the kill switch. */
export function SendingForm({ initial, onClose }: { initial: Sending; onClose: () => void }) {
  const client = useQueryClient();
  return (
    <Question title={t('What may leave?')} isOpen onClose={onClose}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t(
            'It holds within a second, for everything: campaigns, answers, the API. Nothing is lost; what waits goes on later.',
          )}
        </Text>
        <FieldForm
          spec={{
            fields: [
              {
                name: 'sending',
                label: t('What may leave?'),
                kind: 'choice',
                initial,
                choices: [
                  { value: 'all', label: t('Everything') },
                  { value: 'no_marketing', label: t('Everything but marketing') },
                  { value: 'none', label: t('Nothing at all') },
                ],
              },
              { name: 'reason', label: t('Why'), help: t('It is kept with your name.') },
            ],
            submit: t('Set the switch'),
            send: (body) => call('/v1/workspace/sending', 'put', { body }),
            done: () => {
              void refresh(client, '/v1/workspace/sending');
              onClose();
            },
          }}
          onCancel={onClose}
        />
      </Stack>
    </Question>
  );
}
