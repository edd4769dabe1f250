import type { Ask } from './app.ts';

type Make = (url: string, payload: object) => Promise<string>;

const surveyOf = (program: string, name: string) => ({
  ...{ kind: 'poll', name, program_id: program, thanks: 'Thank you.' },
  invitation: 'Quetzalcoatl: one question. Reply STOP to end.',
  questions: [
    { key: 'colour', kind: 'choice', text: 'Which?', choices: [{ name: 'Blue' }, { name: 'Red' }] },
  ],
});

const contestOf = (program: string, name: string) => ({
  ...{
    name,
    program_id: program,
    prize: 'A cake',
    rules: 'No purchase is necessary. Void where prohibited.',
  },
  ...{
    won_body: 'Quetzalcoatl: about the cake contest that you entered: please call us. Reply STOP to end.',
    winners: 1,
    alternates: 1,
  },
  ...{ starts_at: '2026-01-01T00:00:00Z', ends_at: '2126-01-01T00:00:00Z' },
});

const schemeOf = (program: string, keyword: string, name: string) => ({
  ...{ name, program_id: program, join_keyword_id: keyword, reward_pools: ['quetzalcoatl'] },
  reward_body: 'Quetzalcoatl: thank you for your friend. Your code: {{ coupon }}. Reply STOP to end.',
});

/** A member who did not declare what is to be confirmed. */
type Colleague = Ask;

/** An emergency under way with somebody on its roster; its id, and that of one nobody has confirmed. */
export async function furnishExtras(
  make: Make,
  colleague: Colleague,
  marker: string,
  { alarms, list, program }: { readonly alarms: string; readonly list: string; readonly program: string },
): Promise<Readonly<Record<string, string>>> {
  const wish = {
    ...{ reason: 'fire', note: marker, program_id: alarms, include: { lists: [list] } },
    message: `${marker} alarms: leave the building. Reply STOP to end.`,
  };
  const emergencies = await make('/v1/emergencies', wish);
  const { words_sha256 } = (await colleague({ url: `/v1/emergencies/${emergencies}` })).json();
  const url = `/v1/emergencies/${emergencies}/confirm`;
  const confirmed = await colleague({ method: 'POST', url, payload: { words_sha256 } });
  if (confirmed.statusCode >= 300) throw new Error(`${url} answered ${confirmed.body}`);
  const surveys = await make('/v1/surveys', surveyOf(program, marker));
  const contests = await make('/v1/contests', contestOf(program, marker));
  const join = { kind: 'join', words: [`bring ${marker}`], program_id: program, may_go_on: true };
  const keyword = await make('/v1/keywords', join);
  const schemes = await make('/v1/referral-schemes', schemeOf(program, keyword, marker));
  const spare = await make('/v1/keywords', { ...join, words: [`fetch ${marker}`] });
  const views = await make('/v1/views', { place: '/people', name: marker, search: '?tag=vip' });
  return { emergencies, surveys, contests, 'referral-schemes': schemes, spare, views };
}

export const extraBodies = (ids: Readonly<Record<string, string>>): Record<string, object> => ({
  'POST /v1/emergencies': {
    ...{
      reason: 'flood',
      note: 'A test',
      program_id: ids.alarms ?? '',
      include: { lists: [ids.list ?? ''] },
    },
    message: 'Quetzalcoatl alarms: move to high ground. Reply STOP to end.',
  },
  'POST /v1/views': { place: '/people', name: 'Mine', search: '' },
  'PATCH /v1/views/:id': { name: 'Mine now' },
  'PATCH /v1/forms/:id': { title: 'Mine now' },
  'POST /v1/surveys': surveyOf(ids.program ?? '', 'Mine'),
  'PUT /v1/surveys/:id': surveyOf(ids.program ?? '', 'Mine now'),
  'POST /v1/surveys/:id/send': { include: { lists: [ids.list ?? ''] } },
  'POST /v1/referral-schemes': schemeOf(ids.program ?? '', ids.spare ?? '', 'Mine'),
  'PUT /v1/referral-schemes/:id/state': { state: 'on' },
  'POST /v1/referral-schemes/:id/codes': { contact_id: ids.contacts ?? '' },
  'POST /v1/contests': contestOf(ids.program ?? '', 'Mine'),
  'PUT /v1/contests/:id': contestOf(ids.program ?? '', 'Mine now'),
  'POST /v1/contests/:id/entries': { number: '+12025550195', full_name: 'Ada', is_old_enough: true },
  'POST /v1/contests/:id/draw': {},
  'POST /v1/contests/:id/places/:rank': { verdict: 'claimed', reason: 'A test' },
  'POST /v1/contests/:id/cancel': { reason: 'A test' },
  'POST /v1/emergencies/:id/confirm': { words_sha256: '0'.repeat(64) },
  'POST /v1/emergencies/:id/end': { reason: 'A test' },
  'POST /v1/emergencies/:id/roster/notes': { number: '+12025550199', state: 'safe', note: 'By telephone' },
});
