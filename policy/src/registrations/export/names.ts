import type { RegistrationKind } from '../form.ts';

/**
 * How an answer is written under a provider's name: `list` as an array, `joined` with commas, `numbered` as name1, name2 …,
 * `first` the first of a list, `whole` as a number without separators, `yes` as `true` or `false` in words.
 */
export type Writing = 'plain' | 'list' | 'joined' | 'numbered' | 'first' | 'whole';
export type FieldName = string | { readonly name: string; readonly as: Writing };
/** Our fields under the names of a provider; a dot stands for an object within. */
export type FieldNames = Readonly<Record<string, FieldName>>;

export interface FormNames {
  readonly fields: FieldNames;
  /** What every form says. */
  readonly constants?: Readonly<Record<string, string | boolean>>;
  /** Names that the provider wants and no form of ours can know, with where they come from. */
  readonly asked?: Readonly<Record<string, string>>;
  /** `A` read in the provider's reference or client, `C` from memory, `R` the registry's own names, for lack of others. */
  readonly confidence: 'A' | 'C' | 'R';
  /** How it is handed in, where that is not by this call alone; a sentence. */
  readonly handedIn?: string;
}

export interface Provider {
  readonly name: string;
  readonly label: string;
  readonly forms: Partial<Record<RegistrationKind, FormNames>>;
}

/** The registry's names of a brand. */
export const registryBrand: FieldNames = {
  entity_type: 'entityType',
  legal_name: 'companyName',
  display_name: 'displayName',
  registration_number: 'ein',
  registration_country: 'einIssuingCountry',
  vertical: 'vertical',
  website: 'website',
  street: 'street',
  city: 'city',
  state: 'state',
  postal_code: 'postalCode',
  country: 'country',
  contact_first_name: 'firstName',
  contact_last_name: 'lastName',
  contact_email: 'email',
  contact_phone: 'phone',
  stock_symbol: 'stockSymbol',
  stock_exchange: 'stockExchange',
};

/** The registry's names of a use case. */
export const registryCampaign: FieldNames = {
  use_case: 'usecase',
  sub_use_cases: { name: 'subUsecases', as: 'list' },
  description: 'description',
  message_flow: 'messageFlow',
  samples: { name: 'sample', as: 'numbered' },
  privacy_policy_url: 'privacyPolicyLink',
  terms_url: 'termsAndConditionsLink',
  opt_in_keywords: { name: 'optinKeywords', as: 'joined' },
  opt_in_message: 'optinMessage',
  opt_out_keywords: { name: 'optoutKeywords', as: 'joined' },
  opt_out_message: 'optoutMessage',
  help_keywords: { name: 'helpKeywords', as: 'joined' },
  help_message: 'helpMessage',
  has_links: 'embeddedLink',
  has_phone_numbers: 'embeddedPhone',
  is_age_gated: 'ageGated',
  is_direct_lending: 'directLending',
  has_number_pool: 'numberPool',
};

export const subscriberAnswers = {
  subscriberOptin: true,
  subscriberOptout: true,
  subscriberHelp: true,
} as const;

/** `messageFlow` → `message_flow`. */
export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const renamed = (names: FieldNames, change: (name: string) => string): FieldNames =>
  Object.fromEntries(
    Object.entries(names).map(([id, one]) => [
      id,
      typeof one === 'string' ? change(one) : { ...one, name: change(one.name) },
    ]),
  );
