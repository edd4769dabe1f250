/**
 * Vonage's face: the SMS API and the Messages API, the account, its numbers and look-ups, all at one address, as a twin for
 * rehearsals finds them.
 *
 *   --providers FILE    {"vonage":{"port":0,"api_key":"abcd1234","api_secret":"…","signature_secret":"…","signature_method":"sha256",
 *                        "application_id":"…","public_key":"-----BEGIN…","numbers":["+12025550100"],
 *                        "inbound_as":"messages","inbound_url":"http://127.0.0.1:3000/callbacks/…/inbound"}}
 */
import type { Desk, Provider, ProviderFace, ProviderSettings } from '../provider.ts';
import { readAccount, show } from './account.ts';
import { sendMessage, tellMessageInbound, tellMessageReceipt } from './messages.ts';
import { sendSms, tellSmsInbound, tellSmsReceipt } from './sms.ts';

export const vonage: Provider = { name: 'vonage', open: openVonage };

function openVonage(desk: Desk, settings: ProviderSettings): ProviderFace {
  const account = readAccount(settings);
  return {
    answer(asked, give) {
      const { method, path, body } = asked;
      if (method === 'POST' && path === '/sms/json') sendSms(desk, account, body, give);
      else if (method === 'POST' && path === '/v1/messages') sendMessage(desk, account, asked, give);
      else give(show(account, asked));
    },
    tellReceipt: (facts, text) =>
      (text.extra?.api === 'sms' ? tellSmsReceipt : tellMessageReceipt)(account, facts, text),
    tellInbound(event) {
      if (account.inboundUrl === null) return null;
      const tell = account.inboundAs === 'sms' ? tellSmsInbound : tellMessageInbound;
      return tell(account, account.inboundUrl, event);
    },
  };
}
