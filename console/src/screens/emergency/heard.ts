import { call } from '../../frame/call.ts';
import type { Asked } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';

/** What somebody of the staff has heard of a person, such as by telephone: a form that goes on the roster with their name. */
export function askWhatWasHeard(id: string, number: string, done: () => void): Asked {
  return {
    title: t('What have you heard?'),
    lead: t('It counts like an answer of their own, and stays on record with your name.'),
    fields: [
      {
        name: 'number',
        label: t('Number'),
        initial: number,
        placeholder: '+12025550142',
        help: t('Of somebody on the roster, with its country code.'),
      },
      {
        name: 'state',
        label: t('They are'),
        kind: 'choice',
        choices: [
          { value: 'safe', label: t('Safe') },
          { value: 'needs_help', label: t('In need of help') },
        ],
      },
      { name: 'note', label: t('How you heard of it'), kind: 'long', rows: 2 },
    ],
    submit: t('Note it'),
    send: async (body: never) => {
      await call('/v1/emergencies/{id}/roster/notes', 'post', { path: { id }, body });
      return undefined as never;
    },
    done,
  };
}
