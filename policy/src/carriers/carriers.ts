/**
 * The mobile carriers of the US as dated data: what each counts and by what, what it adds to the price, how it says that it was too
 * much. Figures of September 2026 unless said otherwise; carriers change them, and publish few.
 */
export type CarrierId = 'att' | 'tmobile' | 'verizon' | 'uscellular';

export interface CarrierModel {
  readonly id: CarrierId;
  readonly name: string;
  /** What it counts texts of 10DLC by. `registration`: one campaign at it; `brand`: all of one company. */
  readonly counts: 'registration' | 'brand' | 'number' | 'nothing known';
  readonly window: 'minute' | 'day' | null;
  /** When its day ends, where it counts by days. */
  readonly dayEnds: string | null;
  /** What it adds to each part that goes out, in US dollars, about. */
  readonly feePerPart: string;
  readonly feePerMms: string;
  /** Codes by which providers say that its limit is reached. */
  readonly overLimit: Readonly<Record<string, readonly string[]>>;
  readonly habits: readonly string[];
}

// Fees were revised in the first half of 2026, and the new figures are not public: enter what your provider bills.
const mms = '0.0085';

export const carriers: readonly CarrierModel[] = [
  {
    ...{ id: 'att', name: 'AT&T', counts: 'registration', window: 'minute', dayEnds: null },
    ...{ feePerPart: '0.003', feePerMms: mms },
    overLimit: { twilio: ['30022'], bandwidth: ['4781'], bird: ['107'] },
    habits: [
      'Lets so many parts a minute through for each campaign, by its class; what is above is refused.',
      'Refuses public link shorteners.',
    ],
  },
  {
    ...{
      id: 'tmobile',
      name: 'T-Mobile',
      counts: 'brand',
      window: 'day',
      dayEnds: 'midnight in the Pacific zone',
    },
    ...{ feePerPart: '0.003', feePerMms: mms },
    overLimit: { twilio: ['30023', '30027'], bandwidth: ['4780'], bird: ['106'] },
    habits: [
      'Takes so many texts a day from a company, over all its campaigns and providers; what is above is billed and fails.',
      'Fines content that is not allowed, and texts that are spread over many numbers, by the incident.',
    ],
  },
  {
    ...{ id: 'verizon', name: 'Verizon', counts: 'number', window: 'minute', dayEnds: null },
    ...{ feePerPart: '0.0045', feePerMms: mms, overLimit: {} },
    habits: ['Publishes no limits and filters by content.'],
  },
  {
    ...{ id: 'uscellular', name: 'US Cellular', counts: 'nothing known', window: null, dayEnds: null },
    ...{ feePerPart: '0.005', feePerMms: mms, overLimit: {}, habits: [] },
  },
];

// As look-ups and receipts write them, in small letters without marks; brands on another's network count with the network.
const words: readonly (readonly [RegExp, CarrierId])[] = [
  [/\b(at ?& ?t|att|cingular|cricket|firstnet|new cingular)\b/, 'att'],
  [/\b(t-? ?mobile|tmobile|tmo|metro ?pcs|metro by|sprint|omnipoint|mint mobile)\b/, 'tmobile'],
  [/\b(verizon|cellco|visible)\b/, 'verizon'],
  [/\b(u\.? ?s\.? cellular|uscc|united states cellular)\b/, 'uscellular'],
];

// Country and network codes that are in use; T-Mobile has those of Sprint.
const networks: Readonly<Record<CarrierId, readonly string[]>> = {
  att: [
    '310070',
    '310090',
    '310150',
    '310170',
    '310280',
    '310380',
    '310410',
    '310560',
    '310950',
    '311180',
    '313100',
  ],
  tmobile: [
    '310120',
    '310160',
    '310200',
    '310210',
    '310220',
    '310230',
    '310240',
    '310250',
    '310260',
    '310270',
    '310310',
    '310490',
    '310660',
    '310800',
    '311490',
    '311660',
    '312250',
    '312530',
  ],
  verizon: [
    '310004',
    '310010',
    '310012',
    '310013',
    '310590',
    '310890',
    '310910',
    '311110',
    '311270',
    '311280',
    '311390',
    '311480',
    '311481',
    '311489',
  ],
  uscellular: ['311220', '311221', '311580', '311581', '311589'],
};
const byNetwork = new Map(
  Object.entries(networks).flatMap(([id, codes]) => codes.map((code) => [code, id as CarrierId] as const)),
);

const longestWord = 40;

/**
 * Which carrier a look-up or a receipt speaks of.
 *
 * @param name as the provider writes it, such as `Verizon Wireless`; null where it does not
 * @param network mobile country and network code, such as `310260`; null where it does not say
 * @returns one of the carriers above, a name in small letters for any other, and null where nothing is known: such a number is paced as if it
 *   were with each of them
 */
export function carrierOf(name: string | null, network: string | null): string | null {
  const known = byNetwork.get((network ?? '').replace(/\D/g, ''));
  if (known) return known;
  const plain = (name ?? '').toLowerCase().trim();
  const found = words.find(([word]) => word.test(plain))?.[1];
  if (found) return found;
  const other = plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, longestWord);
  return other === '' || other === 'unknown' ? null : other;
}

/**
 * What people call a carrier.
 *
 * @param carrier as `carrierOf` names it: one of those above, or any other in small letters, such as `cricket_wireless`
 * @returns the name of one that is known, and the words of any other, each with a capital
 */
export function nameOfCarrier(carrier: string): string {
  const known = carriers.find(({ id }) => id === carrier)?.name;
  return known ?? carrier.replaceAll('_', ' ').replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
