import type { Ask } from './app.ts';

type Make = (url: string, payload: object) => Promise<string>;

async function mustDo(
  ask: Ask,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
): Promise<void> {
  const answer = await ask({ method, url, ...(payload && { payload }) });
  if (answer.statusCode >= 300) throw new Error(`${method} ${url} answered ${answer.body}`);
}

/** What an experiment of the samples tries. */
export const twoVariants = {
  test_percent: 100,
  variants: [{ name: 'one' }, { name: 'two', body: 'Quetzalcoatl says hello again. Reply STOP to leave.' }],
};

/** Says when the campaign of the samples goes, and what for, and takes it back; and makes another one that comes again. */
export async function furnishPlanning(ask: Ask, make: Make, id: string, campaign: object): Promise<string> {
  const at = `/v1/campaigns/${id}`;
  await mustDo(ask, 'POST', `${at}/check`, {});
  await mustDo(ask, 'PUT', `${at}/schedule`, { recall_minutes: 60 });
  await mustDo(ask, 'DELETE', `${at}/schedule`);
  await mustDo(ask, 'PUT', `${at}/brief`, { objective: 'To fill the shop', measure: 'clicks' });
  await mustDo(ask, 'PUT', `${at}/guard`, {});
  await mustDo(ask, 'PUT', `${at}/experiment`, twoVariants);
  const model = await make('/v1/campaigns', campaign);
  await mustDo(ask, 'POST', `/v1/campaigns/${model}/check`, {});
  return make(`/v1/campaigns/${model}/series`, {
    rule: 'FREQ=DAILY',
    time: '10:00',
    zone: 'America/New_York',
  });
}

/** What is said to the addresses of plans. */
export const planningBodies: Record<string, object> = {
  'POST /v1/campaigns/:id/series': { rule: 'FREQ=WEEKLY', time: '10:00', zone: 'America/New_York' },
  'POST /v1/campaign-series/preview': { rule: 'FREQ=WEEKLY', time: '10:00' },
  'PUT /v1/campaigns/:id/schedule': { recall_minutes: 60 },
  'POST /v1/campaigns/:id/schedule/preview': { recall_minutes: 60 },
};
