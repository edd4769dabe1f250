import { type Provider, registryBrand, registryCampaign, subscriberAnswers } from './names.ts';

/** Toll-free as in Bandwidth's `VerificationRequest`; 10DLC goes by the registry's names. */
export const bandwidth: Provider = {
  name: 'bandwidth',
  label: 'Bandwidth',
  forms: {
    brand: { fields: registryBrand, confidence: 'R' },
    campaign: {
      fields: registryCampaign,
      constants: subscriberAnswers,
      asked: { brandId: 'The id of the brand (B…); it must be verified.' },
      confidence: 'R',
    },
    toll_free: {
      fields: {
        legal_name: 'businessAddress.name',
        display_name: 'businessDba',
        entity_type: 'businessEntityType',
        registration_number: 'businessRegistrationNumber',
        registration_type: 'businessRegistrationType',
        registration_country: 'businessRegistrationIssuingCountry',
        website: 'businessAddress.url',
        street: 'businessAddress.addr1',
        city: 'businessAddress.city',
        state: 'businessAddress.state',
        postal_code: 'businessAddress.zip',
        contact_first_name: 'businessContact.firstName',
        contact_last_name: 'businessContact.lastName',
        contact_email: 'businessContact.email',
        contact_phone: 'businessContact.phoneNumber',
        use_cases: { name: 'useCase', as: 'first' },
        description: 'useCaseSummary',
        monthly_volume: { name: 'messageVolume', as: 'whole' },
        message_flow: 'optInWorkflow.description',
        opt_in_image_urls: { name: 'optInWorkflow.imageUrls', as: 'list' },
        opt_in_message: 'optInWorkflow.confirmationResponse',
        samples: { name: 'productionMessageContent', as: 'first' },
        privacy_policy_url: 'privacyPolicyUrl',
        terms_url: 'termsAndConditionsUrl',
        help_message: 'helpMessageResponse',
        is_age_gated: 'ageGatedContent',
        additional_information: 'additionalInformation',
      },
      asked: {
        phoneNumbers: 'The toll-free numbers, as a list.',
        useCase: 'Bandwidth has a list of its own; take the closest.',
      },
      confidence: 'A',
    },
  },
};
