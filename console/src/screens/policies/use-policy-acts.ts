import { useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';
import { profiles, reaches, standards } from './policy-words.ts';

/** What is decided about rules here: which of them count, and which of one's own are added. */
export function usePolicyActs() {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/policy');
  const choose = (setting: AnswerOf<'/v1/policy', 'get'>) =>
    ask({
      title: t('Which rules count'),
      fields: [
        {
          name: 'profile',
          label: t('Hours'),
          kind: 'choice',
          initial: setting.profile,
          choices: profiles(),
        },
        {
          name: 'permission_standard',
          label: t('Consent'),
          kind: 'choice',
          initial: setting.permission_standard,
          choices: standards(),
        },
        {
          name: 'emergency_reach',
          label: t('Emergencies reach'),
          kind: 'choice',
          initial: setting.emergency_reach,
          choices: reaches(),
          help: t('Drills reach those who have joined. Whoever has left the brand is never texted.'),
        },
      ],
      submit: t('Save'),
      // Whoever was faster is not written over: what they chose is there when the dialog is opened again.
      send: (body: object) => {
        const saving = call('/v1/policy', 'put', { body: { ...body, version: setting.version } });
        return saving.catch((error: unknown) => {
          done();
          throw error;
        });
      },
      done,
    });
  const add = () =>
    ask({
      title: t('A rule of your own'),
      lead: t('It only ever makes things stricter.'),
      fields: [
        {
          name: 'kind',
          label: t('Kind'),
          kind: 'choice',
          choices: [
            { value: 'day', label: t('A day without marketing') },
            { value: 'closure', label: t('Nothing goes there for a time') },
          ],
        },
        {
          name: 'jurisdiction',
          label: t('Where'),
          initial: '*',
          help: t('US-LA, US, GB, or * for everywhere.'),
        },
        { name: 'reason', label: t('Why') },
        { name: 'on_date', label: t('Day'), kind: 'date', isShown: ({ kind }) => kind === 'day' },
        {
          name: 'ends_at',
          label: t('Until'),
          kind: 'moment',
          isRequired: false,
          isShown: ({ kind }) => kind === 'closure',
        },
        {
          name: 'spares_transactional',
          label: t('Transactional texts may go on'),
          kind: 'switch',
          isShown: ({ kind }) => kind === 'closure',
        },
      ],
      submit: t('Add'),
      send: (body) => call('/v1/policy/rules', 'post', { body }),
      done,
    });
  return { dialog, choose, add };
}
