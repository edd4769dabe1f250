import { type Carrier, openCarrier } from './carrier.ts';
import type { CapabilityClass } from './context.ts';
import { createHttpFace } from './http/app.ts';
import { isLoopback } from './loopback.ts';
import { type ProfileName, profiles } from './profiles.ts';
import { openProviders, type ProviderSettings } from './providers/open-providers.ts';
import { changeSettings, type SettingsChange } from './settings.ts';
import { openSmppFace, type SmppOptions } from './smpp/face.ts';

export interface CarrierOptions {
  key: string;
  /** Where receipts and replies go. Must be on this machine. */
  callbackUrl: string;
  callbackSecret: string;
  /** The ledger file; an old one is read first and continued. */
  ledger: string;
  /** 0, the default, takes any free port. */
  port?: number;
  seed?: number;
  profile?: ProfileName;
  /** Changes to the profile. */
  settings?: SettingsChange;
  /** E hides the listing by reference, so that lost answers stay unknown. */
  capabilityClass?: CapabilityClass;
  /** Numbers that may send, with their own parts per second or null; none named means any. */
  senders?: ReadonlyMap<string, number | null>;
  /** Opens the SMPP face too; the system id is `rehearsal` and the password the key unless given. */
  smpp?: Partial<SmppOptions>;
  /** Opens faces that speak as providers do, each on a port of its own, by the provider's name. */
  providers?: Readonly<Record<string, ProviderSettings>>;
  onFailure?: (error: Error) => void;
}

export interface RunningCarrier {
  url: string;
  /** Such as smpp://127.0.0.1:2775, or null without an SMPP face. */
  smpp: string | null;
  /** Where each provider's face listens. */
  providers: Readonly<Record<string, string>>;
  ledger: string;
  carrier: Carrier;
  stop(): Promise<void>;
}

/** Starts a carrier on 127.0.0.1. Refuses callback addresses beyond this machine: no rehearsal reaches anybody. */
export async function startCarrier(options: CarrierOptions): Promise<RunningCarrier> {
  if (!isLoopback(options.callbackUrl)) {
    throw new Error(
      `The callback URL ${options.callbackUrl} is not on this machine. Use http://127.0.0.1:PORT/…`,
    );
  }
  const carrier = await openCarrier({
    ledger: options.ledger,
    seed: options.seed ?? 1,
    settings: changeSettings(profiles[options.profile ?? 'friendly'], options.settings ?? {}),
    callbackUrl: options.callbackUrl,
    callbackSecret: options.callbackSecret,
    capabilityClass: options.capabilityClass ?? 'B',
    senders: options.senders ?? new Map(),
    faceOfStrangers: options.smpp ? 'smpp' : options.providers ? 'provider' : 'http',
    onFailure: options.onFailure ?? (() => {}),
  });
  const face = createHttpFace(carrier, options.key);
  const url = await face.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  const { port = 0, systemId = 'rehearsal', password = options.key } = options.smpp ?? {};
  const smpp = options.smpp ? await openSmppFace(carrier, { port, systemId, password }) : null;
  const providers = await openProviders(carrier, options.providers ?? {});
  return {
    url,
    providers: providers.urls,
    smpp: smpp && `smpp://127.0.0.1:${smpp.port}`,
    ledger: options.ledger,
    carrier,
    async stop() {
      // The faces first: whatever they still accept must find the ledger open.
      await Promise.all([face.close(), smpp?.close(), providers.close()]);
      await carrier.stop();
    },
  };
}
