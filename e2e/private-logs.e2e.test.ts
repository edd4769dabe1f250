import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringIn, check, launch, untilFinished, upload } from './stage/campaigns.ts';
import { askOn, typeOn } from './stage/handsets.ts';
import { readLogs } from './stage/logs.ts';
import {
  findPostmaster,
  type Owner,
  quietCarrier,
  type Running,
  startTidings,
} from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts } from './stage/witness.ts';

let service: Running;
let owner: Owner;
beforeAll(async () => {
  const faults = ['refuse=0.1', 'unknown_handset=0.2', 'throttle=0.05'];
  const flags = quietCarrier(...faults.map((fault) => `--fault ${fault}`));
  service = await startTidings({ env: { TIDINGS_LOG_LEVEL: 'debug', TIDINGS_CARRIER_FLAGS: flags } });
  owner = await service.setUp({ name: 'Marzipan Makers' });
});
afterAll(() => service.stop());

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${owner.key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return answer.status;
}

/** Whatever clumsy and hostile callers send: each of these is refused or fails, and each names somebody. */
async function askForTrouble(): Promise<void> {
  const person = { number: '+12125550123', first_name: 'Quinoa', email: 'quinoa@example.com' };
  await Promise.all([1, 2, 3].map(() => post('/v1/contacts', person)));
  await post('/v1/contacts', { ...person, first_name: 'Qui\u0000noa' });
  await post('/v1/contacts', { ...person, number: '212-555-0123 ask for Quinoa' });
  await post('/v1/contacts', { ...person, fields: { birthday: 'Quinoa was born in spring' } });
  await post('/v1/sign-in', { email: 'quinoa@example.com', password: 'quinoa is my password' });
  await post('/v1/campaigns', { name: 'Quinoa', body: 'Quinoa for +12125550123', include: {} });
  await post('/callbacks/01a20bb9-367f-78e7-8241-f025cbcb22aa', { from: '+12125550123', body: 'Quinoa' });
  await fetch(`${service.url}/v1/contacts?search=Quinoa%20%2B12125550123`, {
    headers: { authorization: 'Bearer tk_live_quinoa' },
  });
}

test('no number, name, address, secret or word of anybody stands in any log, whatever goes wrong, even at level debug', async () => {
  const { tidings, key } = owner;
  const rows = Array.from(
    { length: 100 },
    (_, at) =>
      `Quinoa,Tofuson,quinoa${at}@example.com,+1303555${String(100 + at).padStart(4, '0')},2026-05-01`,
  );
  const header = 'First name,Last name,Email,Mobile,SMS opt-in date';
  const bad = ['Quinoa,"broken,+13035550199', 'Quinoa,Tofuson,,+1303555019999,', 'Quinoa,,,,'];
  await bringIn(
    tidings,
    { name: 'Quinoa.csv', bytes: Buffer.from([header, ...rows].join('\n')) },
    { list: 'Quinoa fans' },
  );
  const broken = await upload(tidings, {
    name: 'Quinoa.csv',
    bytes: Buffer.from([header, ...bad].join('\n')),
  });
  await check(tidings, broken.id);
  const { id } = await launch(tidings, {
    lists: ['Quinoa fans'],
    body: 'Marzipan Makers: {{ first_name }}, taste our seitan. Reply STOP to opt out',
  });
  await untilFinished(tidings, id);
  const [first] = await acceptedTexts(service.ledger(), id);
  await typeOn(tidings, first?.to ?? '', 'My seitan is cold');
  await askOn(tidings, first?.to ?? '', 'HELP');
  await askOn(tidings, first?.to ?? '', 'Stop please');
  await askForTrouble();
  // A database that dies takes requests, jobs and callbacks with it; all of them complain.
  process.kill(findPostmaster(service.dataDir) ?? 0, 'SIGQUIT');
  await askForTrouble();
  await until('the database is back', () => tidings.call('get', '/v1/lists'));

  const logs = readLogs(service.dataDir);
  expect(logs).toMatch(/database/);
  const secrets = [key, 'a long password for stories', 'quinoa is my password', 'tk_live_'];
  const people = [
    /quinoa/i,
    /tofuson/i,
    /seitan/i,
    /marzipan/i,
    /303555/,
    /212-?555/,
    /20255501/,
    /@example\.com/,
  ];
  for (const secret of secrets) expect(logs).not.toContain(secret);
  const hits = logs.split('\n').filter((line) => people.some((pattern) => pattern.test(line)));
  expect(hits).toEqual([]);
});
