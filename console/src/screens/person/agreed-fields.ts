import type { BodyOf } from '@tidings/sdk';
import type { Choice, Field } from '../../frame/fields.tsx';
import { waysToAgree } from '../../frame/ways-to-agree.ts';
import { t } from '../../ui/language.ts';

export type AgreedBody = BodyOf<'/v1/contacts/{id}/consents', 'post'>;

/** What is asked of whoever records that somebody agreed: to what, how, when (`nowMs` by the clock that texts leave by), and what shows it. */
export const agreedFields = (programs: readonly Choice[], nowMs: number): Field[] => [
  { name: 'program_id', label: t('What they agreed to'), kind: 'choice', choices: programs },
  {
    ...{ name: 'method', label: t('How they agreed'), kind: 'choice' },
    help: t('By word of mouth is no agreement in writing, which marketing texts need in most countries.'),
    choices: waysToAgree(),
  },
  {
    ...{ name: 'occurred_at', label: t('When they agreed'), kind: 'moment' },
    initial: new Date(nowMs).toISOString(),
  },
  {
    ...{ name: 'attestation', label: t('What shows it, and where it is kept'), kind: 'long', rows: 2 },
    placeholder: t('Signed cards of the spring fair, box 12 in the office'),
  },
];
