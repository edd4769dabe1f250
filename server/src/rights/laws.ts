import { europeanEconomicArea } from '@tidings/policy/places';

/**
 * How long a business has to answer a person, by law. Data: where a law changes, its row does. `months` run to the same day
 * of a later month, or to its last day where there is none (Regulation (EEC, Euratom) No 1182/71 art. 3).
 */
export type Period = { readonly months: number } | { readonly days: number };

export type Law = {
  readonly name: string;
  readonly respondIn: Period;
  /** May be taken once, with a reason, before the first period is over. */
  readonly extendBy: Period;
  readonly source: string;
};

export const laws = {
  gdpr: {
    name: 'GDPR',
    respondIn: { months: 1 },
    extendBy: { months: 2 },
    source: 'Regulation (EU) 2016/679 art. 12(3)',
  },
  uk_gdpr: {
    name: 'UK GDPR',
    respondIn: { months: 1 },
    extendBy: { months: 2 },
    source: 'UK GDPR art. 12(3)',
  },
  ccpa: {
    name: 'CCPA',
    respondIn: { days: 45 },
    extendBy: { days: 45 },
    source: 'Cal. Civ. Code 1798.130(a)(2)(A)',
  },
  us_state: {
    name: 'privacy law of a US state',
    respondIn: { days: 45 },
    extendBy: { days: 45 },
    source: 'as in Va. Code 59.1-577(B)(1); other states follow it, read yours',
  },
  pipeda: {
    name: 'PIPEDA',
    respondIn: { days: 30 },
    extendBy: { days: 30 },
    source: 'S.C. 2000, c. 5, s. 8(3)-(4)',
  },
  lgpd: {
    name: 'LGPD',
    respondIn: { days: 15 },
    extendBy: { days: 15 },
    source: 'Lei 13.709/2018 art. 19 II; the longer period is our own',
  },
  house: {
    name: 'no law in particular',
    respondIn: { days: 30 },
    extendBy: { days: 30 },
    source: 'our own promise where no law is named',
  },
} as const satisfies Record<string, Law>;

export type LawName = keyof typeof laws;
export const lawNames = Object.keys(laws) as LawName[];

/** The law of where a person is, as far as the country and the region on file tell. */
export function lawOf(country: string | null, region: string | null): LawName {
  if (country === null) return 'house';
  if (europeanEconomicArea.has(country)) return 'gdpr';
  if (country === 'US') return /^(CA|US-CA|California)$/i.test(region ?? '') ? 'ccpa' : 'us_state';
  return ({ GB: 'uk_gdpr', CA: 'pipeda', BR: 'lgpd' } as const)[country as 'GB' | 'CA' | 'BR'] ?? 'house';
}

/** The same hour at the end of the period, in UTC. */
export function after(start: Date, period: Period): Date {
  const end = new Date(start);
  if ('days' in period) {
    end.setUTCDate(end.getUTCDate() + period.days);
    return end;
  }
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + period.months);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, lastDay));
  return end;
}
