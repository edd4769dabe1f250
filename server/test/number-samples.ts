import type { Ask } from './app.ts';

/** A do-not-call list with a number on it, what a source says of another number, a list of hashes, and what was said of words; their ids. */
export async function furnishNumbers(
  ask: Ask,
  make: (url: string, payload: object) => Promise<string>,
  marker: string,
): Promise<Readonly<Record<'dnc' | 'suppressions' | 'rulings' | 'releases' | 'alarms', string>>> {
  const suppressions = await make('/v1/suppressions/hashes', {
    ...{ name: marker, reason: 'do_not_call' },
    hashes: ['cd'.repeat(32)],
  });
  const list = await make('/v1/do-not-call-lists', { kind: 'own', name: marker, as_of: '2026-11-01' });
  const post = (url: string, payload: object) => ask({ method: 'POST', url, payload });
  await post(`/v1/do-not-call-lists/${list}/numbers`, { numbers: ['+12025550191'] });
  await post('/v1/number-checks', {
    source: marker,
    numbers: [{ number: '+12025550199', line_type: 'mobile' }],
  });
  const rulings = await make('/v1/word-rulings', { body: `${marker}: get 20% off today`, note: marker });
  const program = await make('/v1/programs', {
    ...{
      name: `${marker} alarms`,
      purpose: 'emergency',
      brand_name: `${marker} alarms`,
      help_contact: 'help@example.com',
    },
    ...{ texts_per_month: 1, disclosure: 'Warnings of danger. Reply STOP to end.' },
  });
  const alarm = { program_id: program, body: `${marker}: move to high ground`, note: marker };
  const releases = await make('/v1/emergency-releases', alarm);
  return { dnc: list, suppressions, rulings, releases, alarms: program };
}

export const numberSamples: Readonly<Record<string, object>> = {
  'POST /v1/do-not-call-lists': { kind: 'federal', name: 'Mine', as_of: '2026-11-01' },
  'POST /v1/do-not-call-lists/:id/numbers': { numbers: ['+12025550192'] },
  'POST /v1/do-not-call-lists/:id/end': { reason: 'A test' },
  'POST /v1/number-checks': {
    source: 'A test',
    numbers: [{ number: '+12025550192', line_type: 'landline' }],
  },
  'POST /v1/word-rulings': { body: 'Get 20% off today', note: 'A test' },
  'POST /v1/word-rulings/:id/end': { reason: 'A test' },
  'POST /v1/suppressions': { numbers: ['+12025550194'], reason: 'letter' },
  'POST /v1/suppressions/hashes': { name: 'Mine', reason: 'do_not_call', hashes: ['ab'.repeat(32)] },
  'POST /v1/suppressions/lift': { numbers: ['+12025550194'], reason: 'A test' },
  'POST /v1/suppression-lists/:id/lift': { reason: 'A test' },
  'POST /v1/contacts/:id/opt-out': { method: 'verbal', evidence: {} },
  'POST /v1/opt-outs': { number: '+12025550194', channel: 'phone' },
};
