import type { ProofPack } from '../proof-pack.ts';
import { inWords } from './words.ts';

type Evidence = ProofPack['consent_events'][number]['evidence'];
type Said = { readonly label: string; readonly value: string };

/** What is known of an act, in the order in which somebody asks for it: what was done and said, from where, on which page. */
const labels = {
  act: 'What the person did',
  raw_text: 'In the person’s words',
  matched: 'The words that decided',
  matched_by: 'Told by',
  score: 'How sure, of 1',
  from: 'From the number',
  to: 'To the number',
  provider_id: 'Carrier’s id',
  reply: 'The reply that asked',
  keyword: 'The keyword',
  keyword_version: 'Version of the keyword',
  request_event: 'The request to confirm',
  request_message: 'The text that asked',
  source: 'Source',
  source_url: 'The page',
  ip: 'Internet address',
  user_agent: 'Browser',
  referrer: 'Came from the page',
  age_attested: 'Said to be at least',
  relationship: 'Dealing it rests on',
  attestation: 'What was attested',
  attested_by: 'Attested by',
  brand: 'Brand',
  disclosure: 'Disclosure',
  terms: 'Terms',
  privacy: 'Privacy policy',
} as const;

const isKnown = (name: string): name is keyof typeof labels => name in labels;

/** The evidence of an event, with a label that tells a stranger what each part is. What has none keeps its own name. */
export function evidenceInWords(evidence: Evidence): Said[] {
  const order = Object.keys(labels);
  const place = (name: string) => (isKnown(name) ? order.indexOf(name) : order.length);
  return Object.entries(evidence)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => ({
      label: isKnown(name) ? labels[name] : inWords(name),
      value: tell(name, value),
    }));
}

function tell(name: string, value: unknown): string {
  if (name === 'request_event') return `cev_${String(value)}`;
  if (name === 'request_message') return `msg_${String(value)}`;
  if (name === 'matched_by' && typeof value === 'string') return inWords(value);
  if (typeof value === 'string') return value;
  if (isVersion(value))
    return `version ${value.version} (${value.locale}), printed below; SHA-256 ${value.sha256}`;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

type Version = { readonly version: number; readonly locale: string; readonly sha256: string };
const isVersion = (value: unknown): value is Version =>
  typeof value === 'object' && value !== null && 'version' in value && 'locale' in value && 'sha256' in value;
