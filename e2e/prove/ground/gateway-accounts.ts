import {
  bandwidth,
  bird,
  birdChannels,
  clicksend,
  type GatewayAdapter,
  httpGateway,
  messagebird,
  plivo,
  rehearsalSmpp,
  rehearsalTwin,
  simpletexting,
  sinch,
  tatango,
  telnyx,
  textmagic,
  twilio,
  vonage,
  vonageSms,
} from '../../../server/src/gateways/index.ts';

/** An account at each carrier that the rehearsal carrier can play, as it is entered and as the carrier knows it. */
export type GatewayAccount = {
  readonly adapter: GatewayAdapter;
  /** The face that plays it; null for SMPP. */
  readonly face: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** What the carrier knows besides, such as an address that is entered at the carrier. */
  readonly atCarrier?: (callbacks: string) => Record<string, unknown>;
  readonly sender: string;
  /**
   * How much of the usual faults it gets, from 0 to 1. A connection that breaks under SMPP takes with it the answers of all that is
   * in the window; over HTTP it takes one.
   */
  readonly faultShare?: number;
};

const usualSender = '+12025550100';
const shop = usualSender;
const birdIds = {
  workspace_id: '2b1f4a52-3a4f-4f4b-9d7a-0f6a3c1d2e41',
  channel_id: '7c0e4a52-3a4f-4f4b-9d7a-0f6a3c1d2e42',
  organization_id: '9d0e4a52-3a4f-4f4b-9d7a-0f6a3c1d2e43',
};
const inbound = (callbacks: string) => ({ inbound_url: `${callbacks}/inbound`, webhook_url: callbacks });
const vonageSecrets = { api_secret: 'secretoftheproof', signature_secret: 'signature-of-the-proof' };
const signed = { api_key: 'abcd1234', signature_method: 'sha256' };

// Passes are withdrawn while the campaign goes on, long before the hour that is promised for them.
const passSeconds = 8;

/** A carrier of no name, described as the guide shows it. */
const description = JSON.stringify({
  send: {
    url: 'https://sms.example.org/v1/send',
    headers: { authorization: 'Bearer {{secret}}' },
    fields: {
      ...{ to: '{{to_digits}}', from: '{{from}}', text: '{{body}}', ref: '{{reference}}' },
      report: '{{receipts_url}}',
    },
  },
  taken: { id: 'messages.0.id', where: 'status', is: ['ok'] },
  refused: {
    ...{ code: 'error.code', words: 'error.message' },
    codes: { opted_out: ['17'], funds: ['9'], rate: ['3'], invalid_number: ['5'], sender: ['8'] },
  },
  receipts: {
    ...{ id: 'id', reference: 'ref', status: 'state', code: 'err' },
    statuses: {
      ...{ ENROUTE: 'sent', DELIVRD: 'delivered', UNDELIV: 'undelivered', FAILED: 'failed' },
      ...{ REJECTD: 'rejected', EXPIRED: 'expired' },
    },
  },
  inbound: { id: 'id', from: 'from', to: 'to', body: 'text' },
});

const account = (
  adapter: GatewayAdapter,
  settings: Record<string, unknown>,
  secrets: Record<string, string>,
  more: Partial<GatewayAccount> = {},
): GatewayAccount => ({
  ...{ adapter: rehearsalTwin(adapter), face: adapter.kind, settings, secrets },
  ...{ sender: shop, atCarrier: inbound, ...more },
});

export const gatewayAccounts: Readonly<Record<string, GatewayAccount>> = {
  twilio: account(
    twilio,
    { account_sid: `AC${'0'.repeat(31)}1`, messaging_service_sid: `MG${'0'.repeat(31)}2` },
    { auth_token: 'token-of-the-proof' },
  ),
  smpp: {
    ...{ adapter: rehearsalSmpp, face: null, settings: {}, secrets: {} },
    ...{ sender: shop, faultShare: 0.02 },
  },
  vonage: account(vonage, { api_key: 'abcd1234' }, vonageSecrets, {
    atCarrier: (callbacks) => ({ ...signed, ...inbound(callbacks) }),
  }),
  vonage_sms: account(vonageSms, signed, vonageSecrets, {
    face: 'vonage',
    atCarrier: (callbacks) => ({
      ...{ ...signed, inbound_as: 'sms', ...inbound(callbacks) },
      // Longer than what it takes with a text, so that the account itself reports.
      receipts_url: `${callbacks}/receipts`,
    }),
  }),
  plivo: account(plivo, { auth_id: 'MA0000000000000000EX' }, { auth_token: 'token-of-the-proof' }),
  messagebird: account(messagebird, {}, { access_key: 'key', signing_key: 'signing' }),
  bird_channels: account(
    birdChannels,
    { ...birdIds, number: shop },
    { access_key: 'key', signing_key: 'signing' },
  ),
  bird: account(bird, {}, { api_key: 'bk_eu1_key', webhook_secret: 'whsec_c2VjcmV0' }),
  clicksend: account(clicksend, { username: 'harbour' }, { api_key: 'key' }),
  textmagic: account(textmagic, { username: 'harbour' }, { api_key: 'key' }),
  simpletexting: account(simpletexting, { number: shop }, { token: 'token' }),
  tatango: account(
    tatango,
    { email: 'harbour@example.org', short_code: '24273', calls_per_hour: 36_000_000 },
    { api_key: 'key' },
    { sender: '24273' },
  ),
  telnyx: account(
    telnyx,
    // The public half of thirty-two bytes of 1.
    { public_key: 'iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=' },
    { api_key: 'KEY_of_the_proof' },
    {
      atCarrier: (callbacks) => ({
        signing_seed: Buffer.alloc(32, 1).toString('base64'),
        ...inbound(callbacks),
      }),
    },
  ),
  bandwidth: account(
    bandwidth,
    {
      ...{ account_id: '1234567', username: 'api', callback_user: 'tidings' },
      application_id: '93de2206-9669-4e07-948d-329f4b722ee2',
    },
    { password: 'of-the-proof', callback_password: 'of-callbacks' },
    { atCarrier: (callbacks) => ({ callback_url: callbacks }) },
  ),
  bandwidth_oauth: account(
    bandwidth,
    {
      ...{ account_id: '1234567', username: 'client', callback_user: 'tidings', sign_in: 'oauth' },
      application_id: '93de2206-9669-4e07-948d-329f4b722ee2',
    },
    { password: 'of-the-proof', callback_password: 'of-callbacks' },
    { atCarrier: (callbacks) => ({ callback_url: callbacks, pass_seconds: passSeconds }) },
  ),
  sinch: account(
    sinch,
    { service_plan_id: 'plan1', region: 'us' },
    { api_token: 'token', webhook_secret: 'signing' },
  ),
  sinch_oauth: account(
    sinch,
    { project_id: 'project1', key_id: 'key', region: 'eu' },
    { key_secret: 'of-the-proof', webhook_secret: 'signing' },
    { atCarrier: (callbacks) => ({ ...inbound(callbacks), pass_seconds: passSeconds }) },
  ),
  http_gateway: account(httpGateway, { description }, { secret: 'of-the-proof' }),
};

/** The name of the face that plays SMPP is the carrier's own. */
export const faceSettings = (one: GatewayAccount, callbacks: string) => ({
  ...one.settings,
  ...one.secrets,
  ...one.atCarrier?.(callbacks),
  numbers: [one.sender],
});
