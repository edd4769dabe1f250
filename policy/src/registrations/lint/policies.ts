import { domainOf, hostOf } from '../../content/links.ts';
import { isShortener } from '../../content/shorteners.ts';
import { type Answers, type FormFinding, textOf } from '../form.ts';
import { finding, placeOf } from './finding.ts';
import { resembles } from './names.ts';

const notShared =
  /(?:not|never|don['’]?t|won['’]?t|neither|nor)\b[^.]{0,80}\b(?:share|shared|sell|sold|rent|rented|disclose|disclosed|transfer|transferred)\b/i;
const ofTexting = /\b(?:mobile|phone|text|sms|opt-?in|consent)\b/i;
const shares =
  /\b(?:we|us)\b(?:(?!\bnot\b|\bnever\b)[^.]){0,40}\b(?:share|sell|rent|disclose)\b[^.]{0,80}\b(?:third parties|partners|affiliates|marketers|advertisers)\b/i;
const elsewhere =
  /(?:^|\.)(?:facebook\.com|instagram\.com|linktr\.ee|linkedin\.com|twitter\.com|x\.com|tiktok\.com|yelp\.com|sites\.google\.com|docs\.google\.com|forms\.gle|wixsite\.com|blogspot\.com)$/;
const freeMail =
  /@(?:gmail|googlemail|yahoo|hotmail|outlook|live|icloud|aol|proton|protonmail|gmx)\.[a-z.]+$/i;

/** The website, the policies and whether they belong together. */
export function checkPolicies(answers: Answers): readonly FormFinding[] {
  return [
    ...checkClause(answers),
    ...checkWebsite(answers),
    ...checkAddresses(answers),
    ...checkMail(answers),
  ];
}

/** TCR decline 805: the policy must say that opt-in data is not shared or sold for marketing. */
function checkClause(answers: Answers): readonly FormFinding[] {
  if (textOf(answers, 'privacy_policy_url') === '') return [];
  const text = textOf(answers, 'privacy_policy_text');
  const field = 'privacy_policy_text';
  const remedy =
    'Write: “Mobile numbers and text-message opt-in data and consent are not shared with or sold to third parties or affiliates for their marketing.”';
  if (text === '')
    return [
      finding({
        ...{ rule: 'policy.unread', severity: 'warning', field },
        sentence:
          'The words of the privacy policy are not known here, so the clause on sharing could not be looked for.',
        remedy: 'Paste the policy into this field; it is not handed in.',
      }),
    ];
  const at = placeOf(text, shares);
  const found: FormFinding[] = [];
  const sentences = text.split(/(?<=[.!?])\s+/);
  if (!sentences.some((one) => notShared.test(one) && ofTexting.test(one)))
    found.push(
      finding({
        ...{ rule: 'policy.no_clause', field, remedy },
        sentence: 'The privacy policy does not say that mobile opt-in data is not shared or sold.',
      }),
    );
  if (at)
    found.push(
      finding({
        ...{ rule: 'policy.shares', field, at, severity: found.length > 0 ? 'error' : 'warning' },
        sentence: 'The privacy policy says that data is shared with others.',
        remedy:
          'Say in the same place that this leaves out mobile numbers, opt-in data and consent to texts.',
      }),
    );
  return found;
}

function checkWebsite(answers: Answers): readonly FormFinding[] {
  const website = textOf(answers, 'website');
  const host = hostOf(website);
  if (host === '') return [];
  const at: readonly [number, number] = [0, website.length];
  if (elsewhere.test(host))
    return [
      finding({
        ...{ rule: 'website.not_own', field: 'website', at },
        sentence: `${host} is a page at somebody else’s.`,
        remedy: 'Give a website at a domain of the business, with its name, its address and what it sells.',
      }),
    ];
  if (resembles(domainOf(host).replace(/\.[^.]+$/, ''), answers)) return [];
  return [
    finding({
      ...{ rule: 'website.other_name', field: 'website', at, severity: 'warning' },
      sentence: `The domain ${domainOf(host)} does not look like the name of the brand.`,
      remedy: 'See that the website names the brand and the legal name, such as in its footer.',
    }),
  ];
}

function checkAddresses(answers: Answers): readonly FormFinding[] {
  const own = domainOf(hostOf(textOf(answers, 'website')));
  return ['website', 'privacy_policy_url', 'terms_url'].flatMap((field) => {
    const url = textOf(answers, field);
    const host = hostOf(url);
    if (host === '') return [];
    const at: readonly [number, number] = [0, url.length];
    if (isShortener(host))
      return [
        finding({
          ...{ rule: 'website.shortener', field, at },
          sentence: `${host} is a public shortener: nobody sees where it leads.`,
          remedy: 'Give the address of the page itself.',
        }),
      ];
    if (field === 'website' || own === '' || domainOf(host) === own) return [];
    return [
      finding({
        ...{ rule: 'website.mismatch', field, at },
        sentence: `${host} is not of the website, ${own}.`,
        remedy: 'Put the page on the website of the brand, or give the website that it belongs to.',
      }),
    ];
  });
}

function checkMail(answers: Answers): readonly FormFinding[] {
  const field = 'contact_email';
  const mail = textOf(answers, field);
  if (!freeMail.test(mail) || textOf(answers, 'entity_type') === 'SOLE_PROPRIETOR') return [];
  return [
    finding({
      ...{ rule: 'contact.free_mail', severity: 'warning', field, at: [0, mail.length] },
      sentence: 'The contact has an address of a free mail service.',
      remedy:
        'Give an address at the domain of the business; public and non-profit brands need one for their code.',
    }),
  ];
}
