/**
 * SMPP 3.4, to carriers and aggregators that are bound to directly.
 *
 *   → bind_transceiver system_id password 0x34              ← bind_transceiver_resp
 *   → submit_sm 15005550006 → 15551230001 "Hello"           ← submit_sm_resp 0A1B2C3D
 *   ← deliver_sm esm_class 4 "id:0A1B2C3D … stat:DELIVRD …" → deliver_sm_resp
 *   ← deliver_sm 15551230001 → 15005550006 "STOP"           → deliver_sm_resp
 *
 * Class E: the id by which a text could be asked for is in the very answer that was lost.
 */
import { Invalid } from '../../platform/errors.ts';
import type { Guard } from '../../platform/outside/guard.ts';
import type { Gateway, GatewayAdapter, GatewaySettings, SubmitEach, SubmitOutcome } from '../gateway.ts';
import { refuseInside } from '../refuse-inside.ts';
import { capabilities, errors, form } from './about.ts';
import { openDelivered } from './delivered.ts';
import { openSmppLine } from './line.ts';
import { openRecentIds } from './recent-ids.ts';
import { readSmppSettings, type SmppSettings } from './settings.ts';

export const smpp: GatewayAdapter = {
  kind: 'smpp',
  name: 'SMPP',
  ...{ capabilities, errors, form },
  isRehearsal: false,
  hasLine: true,
  open: (settings, secret, place) => openSmpp(readSmppSettings(settings), secret, place?.guard),
};

/** The same wire to a rehearsal carrier on this machine, which reaches nobody. */
export const rehearsalSmpp: GatewayAdapter = {
  kind: 'rehearsal_smpp',
  name: 'SMPP, rehearsed',
  ...{ capabilities, errors, form },
  isRehearsal: true,
  hasLine: true,
  open: (settings, secret) => openSmpp(readSmppSettings(loopbackOnly(settings)), secret),
};

// The parameters in which the rehearsal carrier takes our reference and tag, so that its ledger speaks of our texts.
const rehearsalTlvs = { referenceTlv: 0x1400, tagTlv: 0x1401 };
// Its receipts say so of a number that is no phone's.
const rehearsalErrors = { invalidNumberErrors: ['001'] };

function loopbackOnly(settings: GatewaySettings): GatewaySettings {
  if (settings.host === '127.0.0.1' || settings.host === '::1' || settings.host === 'localhost')
    return { ...rehearsalTlvs, ...rehearsalErrors, ...settings };
  throw new Invalid('gateway.not_loopback', 'The rehearsal carrier must run on this machine (127.0.0.1).');
}

const notByHttp = 'This gateway reports over its SMPP session and not by HTTP.';

function openSmpp(settings: SmppSettings, secret: string, guard?: Guard): Gateway {
  if (guard) refuseInside(settings.host, guard);
  const password = passwordOf(secret);
  const recent = openRecentIds();
  const delivered = openDelivered(settings, recent);
  const line = openSmppLine(settings, password, delivered.requests, guard);
  const submitEach: SubmitEach = (texts, limits, settle) =>
    texts.forEach((text, place) => {
      line.submit(text, limits, (outcome) => {
        if (outcome.kind === 'accepted') recent.remember(outcome.providerId, text.reference);
        settle(place, outcome);
      });
    });
  return {
    capability: 'E',
    listingLagMs: 0,
    // What may be unanswered, and as much again that follows when an answer makes room: nobody else is announced, so a crash leaves no more.
    window: settings.window * settings.binds * 2,
    submitEach,
    submit(texts, limits) {
      const answers = texts.map(() => Promise.withResolvers<SubmitOutcome>());
      submitEach(texts, limits, (place, outcome) => answers[place]?.resolve(outcome));
      return answers.map(({ promise }) => promise);
    },
    reconcile: async () => ({
      kind: 'cannot_say',
      sentence: 'A text without an id cannot be asked for by SMPP.',
    }),
    verify: () => ({ ok: false, sentence: notByHttp }),
    readCallback: () => {
      throw new Invalid('callback.not_for_smpp', notByHttp);
    },
    listen: (hear) => delivered.listen(hear),
    isReady: () => line.isBound(),
    trouble: () => line.refusal(),
    close: () => line.close(),
  };
}

/** The password alone, as it was sealed at first, or as a form seals it. */
function passwordOf(secret: string): string {
  try {
    const { password } = JSON.parse(secret) as { password?: unknown };
    return typeof password === 'string' ? password : secret;
  } catch {
    return secret;
  }
}
