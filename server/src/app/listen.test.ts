import { afterEach, describe, expect, test } from 'vitest';
import { openHttp } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import { listen, type Place } from './listen.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function listenAt(place: Partial<Place>): Promise<string> {
  const http = await openHttp({
    log: silentLog,
    version: '1',
    authorize: async () => {},
    isPermission: () => false,
  });
  opened.push(() => http.close());
  return listen(http, {
    host: '127.0.0.1',
    port: 0,
    hostSetting: 'THE_HOST',
    portSetting: 'THE_PORT',
    ...place,
  });
}

describe('listening', () => {
  test('says where, with a name that this machine can call', async () => {
    expect(await listenAt({})).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+$/);
    expect(await listenAt({ host: '0.0.0.0' })).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+$/);
  });

  test('on a port that is taken names the setting to change', async () => {
    const port = Number(new URL(await listenAt({})).port);
    await expect(listenAt({ port })).rejects.toMatchObject({
      code: 'http.port_taken',
      message: expect.stringContaining('set THE_PORT'),
    });
  });

  test('at an address of somebody else does too', async () => {
    // An address for documentation: no machine has it.
    await expect(listenAt({ host: '192.0.2.1' })).rejects.toMatchObject({
      code: 'http.no_such_host',
      message: 'This machine has no address 192.0.2.1. Set THE_HOST to one it has.',
    });
  });
});
