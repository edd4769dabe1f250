import { birdName, clickSendName, plivoName, sinchName, textMagicName, vonageName } from './alphanumeric.ts';
import { bandwidth } from './bandwidth.ts';
import {
  type Provider,
  registryBrand,
  registryCampaign,
  renamed,
  snakeCase,
  subscriberAnswers,
} from './names.ts';
import { telnyx } from './telnyx.ts';
import { twilio } from './twilio.ts';

const brandId = 'The id that the brand was given when it was registered (B…).';

const registry: Provider = {
  name: 'tcr',
  label: 'The Campaign Registry',
  forms: {
    brand: {
      fields: registryBrand,
      asked: { brandRelationship: 'What the provider is to the brand.' },
      confidence: 'C',
    },
    campaign: {
      fields: registryCampaign,
      constants: { ...subscriberAnswers, termsAndConditions: true },
      asked: { brandId, vertical: 'That of the brand.' },
      confidence: 'C',
    },
  },
};

const vonageCampaign = {
  ...renamed(registryCampaign, snakeCase),
  opt_in_keywords: { name: 'opt_in_keywords', as: 'joined' },
  opt_in_message: 'opt_in_message',
  opt_out_keywords: { name: 'opt_out_keywords', as: 'joined' },
  opt_out_message: 'opt_out_message',
  sub_use_cases: { name: 'sub_usecases', as: 'list' },
  message_flow: 'message_flow_details',
} as const;

const vonage: Provider = {
  name: 'vonage',
  label: 'Vonage',
  forms: {
    brand: {
      fields: renamed(registryBrand, snakeCase),
      asked: { account_id: 'Your API key.' },
      confidence: 'A',
    },
    campaign: {
      fields: vonageCampaign,
      constants: { subscriber_optin: true, subscriber_optout: true, subscriber_help: true },
      asked: {
        brand_id: brandId,
        account_id: 'Your API key.',
        message_flow_details:
          'An object since January 2025; put the text into the part for the way people join.',
      },
      confidence: 'C',
    },
    alphanumeric: vonageName,
  },
};

const plivo: Provider = {
  name: 'plivo',
  label: 'Plivo',
  forms: {
    campaign: {
      fields: {
        ...renamed(registryCampaign, snakeCase),
        sub_use_cases: { name: 'sub_usecases', as: 'list' },
        display_name: 'campaign_alias',
      },
      constants: { subscriber_optin: true, subscriber_optout: true, subscriber_help: true },
      asked: { brand_id: brandId, vertical: 'That of the brand.' },
      confidence: 'C',
    },
    alphanumeric: plivoName,
  },
};

const sinch: Provider = {
  name: 'sinch',
  label: 'Sinch',
  forms: {
    campaign: {
      fields: {
        ...registryCampaign,
        use_case: 'useCase',
        sub_use_cases: { name: 'subUseCases', as: 'list' },
        display_name: 'campaignName',
        opt_in_message: 'optInMessage',
        opt_out_message: 'stopMessage',
      },
      constants: {
        subscriberOptIn: true,
        subscriberOptOut: true,
        subscriberHelp: true,
        affiliateMarketing: false,
      },
      asked: { brandId },
      confidence: 'A',
    },
    alphanumeric: sinchName,
  },
};

/** Bird’s own names are not known to us: it takes the registry’s fields by its dashboard. */
const bird: Provider = {
  name: 'bird',
  label: 'Bird (MessageBird)',
  forms: {
    brand: { fields: registryBrand, confidence: 'R' },
    campaign: { fields: registryCampaign, constants: subscriberAnswers, asked: { brandId }, confidence: 'R' },
    alphanumeric: birdName,
  },
};

// They hand 10DLC papers in themselves, by their pages: of forms with names of their own there is this one.
const clickSend: Provider = {
  name: 'clicksend',
  label: 'ClickSend',
  forms: { alphanumeric: clickSendName },
};
const textMagic: Provider = {
  name: 'textmagic',
  label: 'Textmagic',
  forms: { alphanumeric: textMagicName },
};

export const providers: readonly Provider[] = [
  registry,
  twilio,
  telnyx,
  bandwidth,
  vonage,
  plivo,
  sinch,
  bird,
  clickSend,
  textMagic,
];
