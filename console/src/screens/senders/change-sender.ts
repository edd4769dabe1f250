import { call } from '../../frame/call.ts';
import type { Field } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';

export type KnownSender = {
  readonly id: string;
  readonly number: string;
  readonly kind: 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';
  readonly label: string | null;
  readonly can_mms: boolean | null;
  readonly is_hosted: boolean;
  readonly country: string | null;
  readonly monthly_cost: { readonly amount: string; readonly currency: string } | null;
};

type Entered = {
  label?: string;
  pictures?: 'account' | 'yes' | 'no';
  is_hosted?: boolean;
  country?: string;
  monthly_cost?: { amount?: string; currency?: string };
};

const canMmsOf = { account: null, yes: true, no: false } as const;

/** What can be said of a number, as a form. A name sends no pictures, and nobody calls it or a short code. */
export function changeSenderForm(sender: KnownSender, title: string, done: () => unknown) {
  const { id, kind, label, country, can_mms: canMms, is_hosted: isHosted, monthly_cost: cost } = sender;
  return {
    title: t('What is known of {number}', { number: title }),
    fields: [
      { name: 'label', label: t('What you call it'), isRequired: false, initial: label ?? '' },
      ...(kind === 'alphanumeric' ? [] : [picturesField(canMms)]),
      ...(kind === 'long_code' || kind === 'toll_free' ? [hostedField(isHosted)] : []),
      ...(kind === 'short_code' ? [countryField(country)] : []),
      {
        name: 'monthly_cost/amount',
        label: t('Costs a month'),
        isRequired: false,
        initial: cost?.amount ?? '',
        placeholder: '1.15',
      },
      {
        name: 'monthly_cost/currency',
        label: t('Currency'),
        isRequired: false,
        initial: cost?.currency ?? '',
        placeholder: 'USD',
      },
    ] satisfies Field[],
    submit: t('Save'),
    send: ({ label: called, pictures, is_hosted, country: home, monthly_cost: costs }: Entered) =>
      call('/v1/senders/{id}', 'patch', {
        path: { id },
        body: {
          label: called ?? null,
          ...(pictures && { can_mms: canMmsOf[pictures] }),
          ...(is_hosted !== undefined && { is_hosted }),
          ...(home !== undefined && { country: home.toUpperCase() }),
          monthly_cost: costs ? { amount: costs.amount ?? '', currency: costs.currency ?? '' } : null,
        },
      }),
    done: () => void done(),
  };
}

const picturesField = (canMms: boolean | null): Field => ({
  name: 'pictures',
  label: t('Pictures in texts'),
  kind: 'choice',
  choices: [
    { value: 'account', label: t('As the account does') },
    { value: 'yes', label: t('Leave from it') },
    { value: 'no', label: t('Go as a link') },
  ],
  initial: canMms === null ? 'account' : canMms ? 'yes' : 'no',
});

const hostedField = (isHosted: boolean): Field => ({
  name: 'is_hosted',
  label: t('Its texts alone are at this carrier; its calls stay elsewhere'),
  kind: 'switch',
  initial: isHosted,
});

const countryField = (country: string | null): Field => ({
  name: 'country',
  label: t('Country'),
  initial: country ?? '',
  placeholder: 'US',
});
