import type { ConsentLevelName } from './levels.ts';
import type { PermissionRow, PermissionVector } from './row.ts';

export const permissionVersion = 'permission 2026-11-29';

/** The United States and the territories whose numbers their law reaches. */
export const unitedStates = ['US', 'PR', 'VI', 'GU', 'AS', 'MP'];
const union = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
/** Where directive 2002/58 art. 13 or a law like it stands, the United Kingdom apart. */
export const directive = [...union, 'IS', 'LI', 'NO', 'CH'];

const written: readonly ConsentLevelName[] = ['pewc', 'pewc_attested', 'rejoined'];
const european: readonly ConsentLevelName[] = ['gdpr_consent', 'gdpr_attested', 'rejoined'];
const express: readonly ConsentLevelName[] = ['express', 'express_attested', 'rejoined'];
const informational = [
  ...['transactional', 'otp', 'conversational', 'internal', 'survey', 'healthcare', 'emergency'],
  'debt_collection',
];

type Case = readonly [
  purpose: string,
  country: string,
  level: ConsentLevelName,
  at: string,
  decision: 'allow' | 'drop',
  expires?: string,
];
const toVector = ([purpose, country, level, at, decision, expires]: Case): PermissionVector => ({
  ...{ purpose, country, level, at: `${at}T12:00:00Z`, decision },
  ...(expires !== undefined && { expires: `${expires}T12:00:00Z` }),
});

type Entry = Omit<PermissionRow, 'version' | 'validFrom' | 'validTo' | 'vectors'> &
  Partial<Pick<PermissionRow, 'validFrom' | 'validTo'>> & { readonly cases: readonly Case[] };
const row = ({ cases, ...entry }: Entry): PermissionRow => ({
  ...{ version: permissionVersion, validFrom: null, validTo: null },
  ...entry,
  vectors: cases.map(toVector),
});

/** The first row that names the purpose and the place, and holds on the day, decides. */
export const permissionRows: readonly PermissionRow[] = [
  row({
    id: 'permission.us.marketing',
    places: unitedStates,
    purposes: ['marketing'],
    accepts: [...written, 'established_relationship'],
    needs:
      'prior express written consent, or an established business relationship (a purchase within 18 months, an inquiry within 3) with the do-not-call lists at hand',
    source: '47 CFR 64.1200(a)(2), (c)(2), (f)(5), (f)(9), (f)(15)',
    confidence: 'B',
    cases: [
      ['marketing', 'US', 'pewc', '2026-11-24', 'allow'],
      ['marketing', 'PR', 'pewc_attested', '2026-11-24', 'allow'],
      ['marketing', 'US', 'pec', '2026-11-24', 'drop'],
      // A purchase of 17 months ago, and one of 19.
      ['marketing', 'US', 'established_relationship', '2026-11-24', 'allow', '2026-12-24'],
      ['marketing', 'US', 'established_relationship', '2026-11-24', 'drop', '2026-10-24'],
    ],
  }),
  row({
    id: 'permission.us.informational',
    places: unitedStates,
    purposes: [...informational, 'nonprofit', 'political'],
    accepts: 'any',
    needs: 'prior express consent: the number given for this',
    source: '47 CFR 64.1200(a)(1), (f)(15)(iii)',
    confidence: 'B',
    cases: [
      ['transactional', 'US', 'pec', '2026-11-24', 'allow'],
      ['political', 'US', 'pec', '2026-11-24', 'allow'],
      ['nonprofit', 'US', 'established_relationship', '2026-11-24', 'allow', '2026-10-24'],
    ],
  }),
  row({
    id: 'permission.ca.marketing',
    places: ['CA'],
    purposes: ['marketing'],
    accepts: [...express, 'implied'],
    needs: 'express consent, or implied consent (24 months after a purchase, 6 after an inquiry)',
    source: 'CASL (S.C. 2010, c. 23) ss. 6, 10(9)–(10), 13',
    confidence: 'B',
    cases: [
      ['marketing', 'CA', 'express', '2026-11-24', 'allow'],
      ['marketing', 'CA', 'implied', '2026-11-24', 'allow', '2026-12-24'],
      ['marketing', 'CA', 'implied', '2026-11-24', 'drop', '2026-11-24'],
      ['marketing', 'CA', 'claimed', '2026-11-24', 'drop'],
    ],
  }),
  row({
    id: 'permission.gb.marketing',
    places: ['GB'],
    purposes: ['marketing'],
    accepts: [...european, 'soft_opt_in'],
    needs: 'consent, or a sale of your own to the person (soft opt-in)',
    source: 'PECR 2003 reg. 22(2)–(3)',
    confidence: 'B',
    cases: [
      ['marketing', 'GB', 'gdpr_consent', '2026-11-24', 'allow'],
      ['marketing', 'GB', 'soft_opt_in', '2026-11-24', 'allow'],
      ['marketing', 'GB', 'claimed', '2026-11-24', 'drop'],
    ],
  }),
  row({
    id: 'permission.gb.charity',
    places: ['GB'],
    purposes: ['nonprofit'],
    accepts: european,
    needs: 'consent',
    source: 'PECR 2003 reg. 22(2), before the charitable soft opt-in',
    confidence: 'B',
    validTo: '2026-02-05',
    cases: [
      ['nonprofit', 'GB', 'soft_opt_in', '2026-02-04', 'drop'],
      ['nonprofit', 'GB', 'gdpr_consent', '2026-02-04', 'allow'],
    ],
  }),
  row({
    id: 'permission.gb.charity',
    places: ['GB'],
    purposes: ['nonprofit'],
    accepts: [...european, 'soft_opt_in'],
    needs: 'consent, or support of this charity before (charitable soft opt-in)',
    source: 'PECR 2003 reg. 22 as amended by the Data (Use and Access) Act 2025',
    confidence: 'B',
    validFrom: '2026-02-05',
    cases: [
      ['nonprofit', 'GB', 'soft_opt_in', '2026-02-05', 'allow'],
      ['nonprofit', 'GB', 'claimed', '2026-02-05', 'drop'],
    ],
  }),
  row({
    id: 'permission.gb.political',
    places: ['GB'],
    purposes: ['political'],
    accepts: european,
    needs: 'consent',
    source: 'PECR 2003 reg. 22(2)',
    confidence: 'B',
    cases: [
      ['political', 'GB', 'gdpr_attested', '2026-11-24', 'allow'],
      ['political', 'GB', 'soft_opt_in', '2026-11-24', 'drop'],
    ],
  }),
  row({
    id: 'permission.eu.marketing',
    places: directive,
    purposes: ['marketing'],
    accepts: [...european, 'soft_opt_in'],
    needs: 'consent, or a sale of your own to the person (soft opt-in)',
    source: 'Directive 2002/58 art. 13(1)–(2), GDPR art. 7; in France L34-5 CPCE, in Germany § 7 UWG',
    confidence: 'M',
    cases: [
      ['marketing', 'DE', 'gdpr_consent', '2026-11-24', 'allow'],
      ['marketing', 'FR', 'soft_opt_in', '2026-11-24', 'allow'],
      ['marketing', 'IT', 'claimed', '2026-11-24', 'drop'],
    ],
  }),
  row({
    id: 'permission.eu.causes',
    places: directive,
    purposes: ['nonprofit', 'political'],
    accepts: european,
    needs: 'consent',
    source:
      'Directive 2002/58 art. 13(1): asking for support is direct marketing, and the exception is for sales',
    confidence: 'M',
    cases: [
      ['political', 'AT', 'gdpr_consent', '2026-11-24', 'allow'],
      ['nonprofit', 'ES', 'soft_opt_in', '2026-11-24', 'drop'],
    ],
  }),
  row({
    id: 'permission.au.marketing',
    places: ['AU'],
    purposes: ['marketing'],
    accepts: [...express, 'implied'],
    needs: 'express consent, or consent inferred from a dealing',
    source: 'Spam Act 2003 (Cth) s. 16, sch. 2',
    confidence: 'B',
    cases: [
      ['marketing', 'AU', 'implied', '2026-11-24', 'allow', '2026-12-24'],
      ['marketing', 'AU', 'claimed', '2026-11-24', 'drop'],
    ],
  }),
  row({
    id: 'permission.default.marketing',
    places: '*',
    purposes: ['marketing'],
    accepts: [...express, ...european, ...written],
    needs: 'express consent',
    source: 'Recommended where no row stands for the country',
    confidence: 'R',
    cases: [
      ['marketing', 'BR', 'express', '2026-11-24', 'allow'],
      ['marketing', 'IN', 'implied', '2026-11-24', 'drop'],
    ],
  }),
  row({
    id: 'permission.default.other',
    places: '*',
    purposes: [...informational, 'nonprofit', 'political'],
    accepts: 'any',
    needs: 'that the person joined the program',
    source:
      'GDPR art. 6(1)(b), CASL s. 6(6) and laws like them; recommended where no row stands for the country',
    confidence: 'R',
    cases: [
      ['transactional', 'DE', 'claimed', '2026-11-24', 'allow'],
      ['nonprofit', 'CA', 'claimed', '2026-11-24', 'allow'],
    ],
  }),
];
