/** What codes of the record mean, for somebody who never saw the product. */
const words: Readonly<Record<string, string>> = {
  opt_in: 'Consent given',
  opt_out: 'Opted out',
  rejoin: 'Came back by an own word (START)',
  withdrawn: 'Consent taken back because the import that brought it was undone',
  doi_requested: 'Asked to join; a confirmation was requested by text',
  doi_confirmed: 'Confirmed from the phone itself; consent is complete',
  expired: 'The request to confirm ran out without an answer',
  erased: 'Erased: the person was taken out of the record',
  campaign: 'part of a campaign',
  direct: 'a single text that was asked for',
  auto: 'the automatic answer to a reply',
  test: 'a test',
  opted_in: 'has joined',
  opted_out: 'has opted out',
  pending: 'has been asked to confirm, and has not yet',
  keyword: 'a word sent by text from the phone',
  web_form: 'a form on a web page',
  paper: 'paper',
  verbal: 'spoken word',
  import: 'a list that was imported',
  api: 'a program, by the API',
  console: 'entered by staff',
  accepted: 'taken by the carrier; no receipt yet',
  sent: 'on its way, by the carrier’s word',
  delivered: 'delivered, by the carrier’s receipt',
  undelivered: 'not delivered, by the carrier’s receipt',
  failed: 'refused by the carrier',
  rejected: 'rejected by the carrier',
  expired_text: 'given up by the carrier',
  suppressed: 'not sent',
  queued: 'waiting to be sent',
  unknown: 'the carrier’s answer was lost; it may have arrived',
  pewc: 'prior express written consent (47 CFR 64.1200(f)(9))',
  pewc_attested: 'prior express written consent, as somebody attests (47 CFR 64.1200(f)(9))',
  rejoined: 'consent given before, taken up again by an own word',
  pec: 'prior express consent, not in writing (47 CFR 64.1200(a)(1))',
  established_relationship: 'an established business relationship (47 CFR 64.1200(f)(5))',
  express: 'express consent (Canada’s anti-spam law)',
  express_attested: 'express consent, as somebody attests (Canada’s anti-spam law)',
  implied: 'implied consent (Canada’s anti-spam law, s. 10)',
  gdpr_consent: 'consent under the GDPR (art. 6(1)(a) and 7)',
  gdpr_attested: 'consent under the GDPR, as somebody attests (art. 6(1)(a) and 7)',
  soft_opt_in: 'the soft opt-in of existing customers (directive 2002/58, art. 13(2))',
  stop: 'a wish to get no more texts',
  start: 'a wish to get texts again',
  help: 'a question for help',
  confirm: 'a YES to the request to confirm',
  wrong_number: 'this number belongs to somebody else now',
  ask: 'perhaps a wish to leave; left to a person',
  hold: 'perhaps a wish to leave; left to a person',
  other: 'nothing that concerns getting texts',
  phrase: 'a rule for phrases',
  model: 'the reader’s trained model',
  intent: 'the reader of replies',
};

/** What is no code but a sentence stays as it is. */
export const inWords = (code: string): string =>
  words[code] ?? (code.includes(' ') ? code : code.replaceAll('_', ' ').replaceAll('.', ': '));

/** `1.5 s`, `3 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** `member:…` and the like, said in words. */
export function whoIs(actor: string): string {
  const [kind = '', id = ''] = actor.split(':', 2);
  const kinds: Record<string, string> = {
    member: 'a member of staff',
    key: 'a program with an API key',
    system: 'the system itself',
    contact: 'the person',
  };
  return kinds[kind] ? `${kinds[kind]} (${id})` : actor;
}
