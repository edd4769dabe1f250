import { Type } from 'typebox';

const time = Type.String({ format: 'date-time' });
const base64url = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$' });

// Credential ids have at most 1,023 bytes (WebAuthn 4).
const credentialId = base64url(1_364);
const credentialProperties = {
  id: credentialId,
  rawId: credentialId,
  type: Type.Literal('public-key'),
  clientExtensionResults: Type.Optional(Type.Object({}, { additionalProperties: true })),
};

export const NewCredential = Type.Object(
  {
    ...credentialProperties,
    response: Type.Object({
      clientDataJSON: base64url(4_096),
      attestationObject: base64url(32_768),
      transports: Type.Optional(Type.Array(Type.String({ maxLength: 30 }), { maxItems: 10 })),
    }),
  },
  { description: 'What navigator.credentials.create gave, by its toJSON().' },
);

export const ShownCredential = Type.Object(
  {
    ...credentialProperties,
    response: Type.Object({
      clientDataJSON: base64url(4_096),
      authenticatorData: base64url(4_096),
      signature: base64url(2_048),
      userHandle: Type.Optional(Type.Union([base64url(128), Type.Null()])),
    }),
  },
  { description: 'What navigator.credentials.get gave, by its toJSON().' },
);

export const PasskeyName = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const PasskeyAnswer = Type.Object(
  {
    object: Type.Literal('passkey'),
    id: Type.String(),
    name: Type.String(),
    created_at: time,
    last_used_at: Type.Union([time, Type.Null()]),
  },
  { title: 'Passkey' },
);

export const NewPasskeyAnswer = Type.Object(
  {
    passkey: PasskeyAnswer,
    recovery_codes: Type.Array(Type.String(), {
      description:
        'For the day your devices are lost. Made with your first second factor and shown this once; else empty.',
    }),
  },
  { title: 'NewPasskey' },
);

/** As WebAuthn 3 writes them in JSON; browsers read them, so we do not list what is in them. */
export const PasskeyOptions = Type.Object(
  { challenge: Type.String() },
  {
    title: 'PasskeyOptions',
    additionalProperties: true,
    description:
      'For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON. Good for five minutes, once, in this browser.',
  },
);
