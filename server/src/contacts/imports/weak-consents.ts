import { countryOfNumber } from '@tidings/sms/countries';
import { type EnoughRules, isEnough } from '../enough-consent.ts';
import type { Purpose } from '../program.ts';
import { levelOfGrant } from '../record-consent.ts';
import type { EvidenceOf } from './consent-evidence.ts';
import type { ConsentedPerson } from './weak-consents.queries.ts';

/** What decides whether a program's texts would take people by what a file says of their consent. */
export type WeakRules = EnoughRules & {
  readonly purpose: Purpose;
  readonly evidence: EvidenceOf;
  /** True where every consent of the file is shown by an attestation, and the workspace takes those. */
  readonly areShown: boolean;
};

/** How many of these people have agreed, and by less than the program's texts need: neither the file nor what is on record is enough. */
export function countWeakOf(rules: WeakRules, people: readonly ConsentedPerson[]): number {
  const grantIsEnough = openGrants(rules);
  const isWeak = (person: ConsentedPerson) =>
    !(person.isGiven && grantIsEnough(person)) &&
    !(person.isOnRecord && isEnough(rules, { ...person, purpose: rules.purpose }));
  return people.filter(isWeak).length;
}

/** People of one country who agreed in the same way are judged once: a file has few ways and many people. */
function openGrants(rules: WeakRules): (person: ConsentedPerson) => boolean {
  const known = new Map<string, boolean>();
  return (person) => {
    const key = `${countryOfNumber(person.number)} ${person.at === null} ${person.source}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const level = levelOfGrant(rules.evidence.grant({ ...person, contactId: 0, line: 0, consent: 'given' }));
    const { number } = person;
    const { purpose } = rules;
    const found =
      level !== null &&
      isEnough(rules, { number, purpose, level: level.name, levelExpiresAt: level.expiresAt });
    known.set(key, found);
    return found;
  };
}
