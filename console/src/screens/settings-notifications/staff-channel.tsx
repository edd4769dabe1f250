import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

const fitting = ['internal', 'transactional'];

/** Through which program and number the people who work here are texted: one that sells nothing, and that they join by a code. */
export function StaffChannel() {
  const client = useQueryClient();
  const say = useToast();
  const channel = useQuery(answer('/v1/workspace/notifications'));
  const programs = useQuery(answer('/v1/programs'));
  const senders = useQuery(answer('/v1/senders'));
  const choices = (programs.data?.data ?? []).filter(({ purpose }) => fitting.includes(purpose));
  return (
    <Panel title={t('Texts to staff')} aside={t('For the whole workspace')}>
      <Loaded query={channel} what={t('the settings')}>
        {({ program_id, sender_id }) => (
          <FieldForm
            key={JSON.stringify([program_id, sender_id, choices.length, senders.data?.data.length])}
            spec={{
              fields: [
                {
                  ...{
                    name: 'program_id',
                    kind: 'choice',
                    label: t('Program'),
                    isRequired: false,
                    whenEmpty: null,
                  },
                  help: t(
                    'A published program for internal or transactional texts. Without one, nobody is texted.',
                  ),
                  initial: program_id ?? '',
                  choices: choices.map(({ id, name }) => ({ value: id, label: name })),
                },
                {
                  ...{
                    name: 'sender_id',
                    kind: 'choice',
                    label: t('From'),
                    isRequired: false,
                    whenEmpty: null,
                  },
                  initial: sender_id ?? '',
                  choices: (senders.data?.data ?? []).map(({ id, number }) => ({ value: id, label: number })),
                },
              ],
              submit: t('Save'),
              send: (body: { program_id: string | null; sender_id: string | null }) =>
                call('/v1/workspace/notifications', 'put', { body }),
              done: () => {
                say(t('Saved'));
                void refresh(client, '/v1/workspace/notifications', '/v1/me/notification-settings');
              },
            }}
          />
        )}
      </Loaded>
    </Panel>
  );
}
