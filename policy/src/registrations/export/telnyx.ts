import { telnyxName } from './alphanumeric.ts';
import { type Provider, registryBrand, registryCampaign, subscriberAnswers } from './names.ts';

const { registration_country: _country, ...brand } = registryBrand;

/** `POST /v2/10dlc/brand`, `POST /v2/10dlc/campaignBuilder`, `POST /v2/messaging_tollfree/verification/requests`. */
export const telnyx: Provider = {
  name: 'telnyx',
  label: 'Telnyx',
  forms: {
    brand: { fields: brand, confidence: 'A' },
    campaign: {
      fields: registryCampaign,
      constants: { ...subscriberAnswers, termsAndConditions: true },
      asked: { brandId: 'The id that Telnyx gave to the brand.' },
      confidence: 'A',
    },
    toll_free: {
      fields: {
        legal_name: 'businessName',
        display_name: 'doingBusinessAs',
        entity_type: 'entityType',
        registration_number: 'businessRegistrationNumber',
        registration_type: 'businessRegistrationType',
        registration_country: 'businessRegistrationCountry',
        website: 'corporateWebsite',
        street: 'businessAddr1',
        city: 'businessCity',
        state: 'businessState',
        postal_code: 'businessZip',
        contact_first_name: 'businessContactFirstName',
        contact_last_name: 'businessContactLastName',
        contact_email: 'businessContactEmail',
        contact_phone: 'businessContactPhone',
        use_cases: { name: 'useCase', as: 'first' },
        description: 'useCaseSummary',
        monthly_volume: 'messageVolume',
        message_flow: 'optInWorkflow',
        opt_in_image_urls: { name: 'optInWorkflowImageURLs', as: 'list' },
        samples: { name: 'productionMessageContent', as: 'first' },
        privacy_policy_url: 'privacyPolicyURL',
        terms_url: 'termsAndConditionURL',
        opt_in_keywords: { name: 'optInKeywords', as: 'joined' },
        opt_in_message: 'optInConfirmationResponse',
        help_message: 'helpMessageResponse',
        is_age_gated: 'ageGatedContent',
        additional_information: 'additionalInformation',
      },
      asked: {
        phoneNumbers: 'The toll-free numbers, as [{"phoneNumber": "+1…"}].',
        isvReseller: 'Who resells, or an empty text.',
        useCase: 'Telnyx has a list of its own; take the closest.',
        businessState: 'Telnyx wants the name of the state in full.',
        optInWorkflowImageURLs: 'Each address as {"url": …}.',
      },
      confidence: 'A',
    },
    alphanumeric: telnyxName,
  },
};
