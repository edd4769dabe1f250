import { Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../ui/language.ts';
import { Question } from '../ui/question.tsx';
import { call, refresh } from './call.ts';
import { FieldForm } from './field-form.tsx';
import { useMay } from './session.ts';

export type Sending = 'all' | 'no_marketing' | 'none';

const fromLooseToStrict: readonly Sending[] = ['all', 'no_marketing', 'none'];

/** What may leave, and why: the form of the kill switch. Stopping more is for many, letting more leave again for few. */
export function SendingForm({ initial, onClose }: { initial: Sending; onClose: () => void }) {
  const client = useQueryClient();
  const mayLoosen = useMay('workspace.admin');
  const labels: Record<Sending, string> = {
    all: t('Everything'),
    no_marketing: t('Everything but marketing'),
    none: t('Nothing at all'),
  };
  const offered = mayLoosen ? fromLooseToStrict : fromLooseToStrict.slice(fromLooseToStrict.indexOf(initial));
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
                choices: offered.map((value) => ({ value, label: labels[value] })),
                ...(mayLoosen
                  ? {}
                  : {
                      help: t('You can stop more. Letting texts go on is for whoever runs this workspace.'),
                    }),
              },
              { name: 'reason', label: t('Why'), help: t('It is kept with your name.') },
            ],
            needs: 'sending.stop',
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
