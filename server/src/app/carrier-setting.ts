import type { Secrets } from '../platform/secrets.ts';
import type { Config } from './config.schema.ts';

export type CarrierAccess = { readonly key: string; readonly callbackSecret: string };

/** Where a new workspace's rehearsal carrier is: one that runs already, or one that will be started and kept. */
export type CarrierSetting = {
  readonly givenUrl: string | null;
  readonly flags: readonly string[];
  forNewGateway(): { url: string; isKept: boolean; secret: string };
  /** Derived for a carrier that we keep, so that every process knows it and none has to pass it on. */
  accessOf(gatewayId: string, isKept: boolean): CarrierAccess;
};

// The discard port: nothing listens there, so a text that is handed over before the carrier has started surely never left.
const notYetStarted = 'http://127.0.0.1:9';

export function carrierSetting(config: Config, secrets: Secrets): CarrierSetting {
  const givenUrl = config.TIDINGS_CARRIER_URL ?? null;
  const given: CarrierAccess = {
    key: config.TIDINGS_CARRIER_KEY ?? '',
    callbackSecret: config.TIDINGS_CARRIER_CALLBACK_SECRET ?? '',
  };
  return {
    givenUrl,
    flags: (config.TIDINGS_CARRIER_FLAGS ?? '').split(/\s+/).filter((word) => word !== ''),
    forNewGateway: () => ({
      url: givenUrl ?? notYetStarted,
      isKept: givenUrl === null,
      secret: gatewaySecret(given),
    }),
    accessOf: (gatewayId, isKept) =>
      isKept
        ? {
            key: secrets.sign(gatewayId, 'rehearsal carrier key'),
            callbackSecret: secrets.sign(gatewayId, 'rehearsal carrier callbacks'),
          }
        : given,
  };
}

/** The secret of a rehearsal gateway, as its adapter reads it. */
export function gatewaySecret(access: CarrierAccess): string {
  return JSON.stringify({ key: access.key, callback_secret: access.callbackSecret });
}
