import { type Answer, type Answers, formOf, type RegistrationKind } from '@tidings/policy/registrations';
import { getWorkspace } from '../../accounts/index.ts';
import {
  type Brand,
  chooseWords,
  getBrand,
  getProgram,
  listCurrentWords,
  type Program,
  type ProgramWords,
  type Purpose,
} from '../../contacts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { findFormAddress, findPolicyAddress, listRecentBodies } from './prefill.queries.ts';

type Facts = {
  readonly program: Program;
  readonly brand: Brand;
  readonly words: readonly ProgramWords[];
  readonly country: string;
  readonly bodies: readonly string[];
  readonly policyPage: string | null;
  readonly formPage: string | null;
};

/** Use cases that a program's purpose points to, of The Campaign Registry and of toll-free verification. */
const useCases: Readonly<Record<Purpose, readonly [string, string]>> = {
  marketing: ['MARKETING', 'MARKETING'],
  transactional: ['ACCOUNT_NOTIFICATION', 'ACCOUNT_NOTIFICATIONS'],
  otp: ['2FA', 'TWO_FACTOR_AUTHENTICATION'],
  conversational: ['CUSTOMER_CARE', 'CUSTOMER_CARE'],
  internal: ['ACCOUNT_NOTIFICATION', 'ACCOUNT_NOTIFICATIONS'],
  survey: ['POLLING_VOTING', 'POLLING_AND_VOTING_NON_POLITICAL'],
  nonprofit: ['CHARITY', 'CHARITY_NONPROFIT'],
  political: ['POLITICAL', 'POLITICAL_ELECTION_CAMPAIGNS'],
  healthcare: ['ACCOUNT_NOTIFICATION', 'ACCOUNT_NOTIFICATIONS'],
  emergency: ['PUBLIC_SERVICE_ANNOUNCEMENT', 'PUBLIC_SERVICE_ANNOUNCEMENT'],
};

/**
 * What a form can be filled in with from what the workspace has said of itself. Nothing is made up: what is not known is
 * left open.
 */
export async function prefillForm(
  tx: Tx,
  origin: string | undefined,
  kind: RegistrationKind,
  programId: string,
): Promise<Answers> {
  const program = await getProgram(tx, programId);
  const page = (path: string, address: string | null) =>
    address === null || origin === undefined ? null : `${origin}/${path}/${address}`;
  const facts: Facts = {
    program,
    brand: await getBrand(tx, program.brandId),
    words: await listCurrentWords(tx, { brandId: program.brandId, programId }),
    country: (await getWorkspace(tx)).country,
    bodies: await listRecentBodies(tx, programId, 3),
    policyPage: page('p', await findPolicyAddress(tx, program.brandId)),
    formPage: page('j', await findFormAddress(tx, programId)),
  };
  const known = { ...ofBusiness(facts), ...ofTexts(facts) };
  return Object.fromEntries(
    formOf(kind).fields.flatMap(({ id }): [string, Answer][] => {
      const answer = known[id];
      return answer == null || answer === '' || (Array.isArray(answer) && answer.length === 0)
        ? []
        : [[id, answer as Answer]];
    }),
  );
}

type Known = Readonly<Record<string, Answer | null | undefined>>;

function ofBusiness({ brand, country }: Facts): Known {
  const isMail = brand.helpContact.includes('@');
  const isNumber = /^\+[1-9]\d{6,14}$/.test(brand.helpContact);
  return {
    legal_name: brand.legalName,
    display_name: brand.name,
    website:
      brand.website && /^https?:/i.test(brand.website)
        ? brand.website
        : brand.website && `https://${brand.website}`,
    ...addressOf(brand.postalAddress),
    country,
    contact_email: isMail ? brand.helpContact : null,
    contact_phone: isNumber ? brand.helpContact : null,
  };
}

// “12 Pier Street, Portland, ME 04101”: as it is written in the US, on one line or on several. Anything else is left to people.
const american = /^\s*([^,\n]+)[,\n]\s*([^,\n]+)[,\n]\s*([A-Z]{2})\s+(\d{5}(?:-\d{4})?)\s*(?:[,\n].*)?$/;

function addressOf(text: string | null): Known {
  const found = american.exec(text ?? '');
  if (!found) return {};
  const [, street, city, state, postal_code] = found.map((part) => part?.trim());
  return { street, city, state, postal_code };
}

function ofTexts({ program, words, bodies, policyPage, formPage }: Facts): Known {
  const find = (kind: ProgramWords['kind']) => chooseWords(words, kind, 'en')?.body ?? null;
  const [registry, tollFree] = useCases[program.purpose];
  const where = formPage === null ? 'a sign-up page' : `the web form at ${formPage}`;
  const links = policyPage === null ? '' : ` Terms: ${policyPage}/terms Privacy: ${policyPage}/privacy`;
  return {
    use_case: registry,
    use_cases: [tollFree],
    program_name: program.name,
    texts_per_month: program.textsPerMonth,
    description: `${program.brandName} texts people who have joined “${program.name}”, up to ${program.textsPerMonth} texts a month.`,
    message_flow: `People join “${program.name}” of ${program.brandName} by an unticked box of its own on ${where}. Beside it stands: “${find('disclosure') ?? program.disclosure}”${links}`,
    samples: bodies.map((body) =>
      body.replace(/\{\{\s*([a-z0-9_]+)[^}]*\}\}/gi, '[$1]').replaceAll('_', ' '),
    ),
    privacy_policy_url: policyPage && `${policyPage}/privacy`,
    terms_url: policyPage && `${policyPage}/terms`,
    privacy_policy_text: find('privacy'),
    opt_in_message: find('join_confirmation'),
    opt_out_keywords: ['STOP', 'END', 'QUIT', 'CANCEL', 'UNSUBSCRIBE'],
    opt_out_message: `${program.brandName}: You are unsubscribed and will get no more messages. Reply START to rejoin.`,
    help_keywords: ['HELP', 'INFO'],
    help_message: `${program.brandName}: Help at ${program.helpContact}. Msg&data rates may apply. Reply STOP to cancel.`,
    has_links: bodies.some((body) => /https?:\/\/|\b[a-z0-9-]+\.(?:com|net|org|io|co)\b/i.test(body)),
    opt_in_type: 'WEB_FORM',
  };
}
