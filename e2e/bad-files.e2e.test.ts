import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { TidingsError } from '@tidings/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, upload } from './stage/campaigns.ts';
import { oneLine } from './stage/people.ts';
import { type Owner, type Running, startTidings } from './stage/start-tidings.ts';

let service: Running;
let owner: Owner;
beforeAll(async () => {
  service = await startTidings({ isBuilt: true });
  owner = await service.setUp();
});
afterAll(() => service.stop());

const countPeople = async () => (await owner.tidings.call('get', '/v1/contacts')).data.length;
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100', 'hex');

describe('a file that is no list of people', () => {
  test.each([
    ['a picture', png, /a PNG image, not a CSV file.*upload that/],
    ['a photograph', jpeg, /a JPEG image, not a CSV file/],
    ['a workbook', Buffer.from('504b0304140006000800', 'hex'), /an Excel workbook.*Save as/],
    ['an archive', gzipSync('phone\n+12025550101\n'), /a gzip archive, not a CSV file/],
    [
      'noise',
      Buffer.from(Array.from({ length: 4_096 }, (_, at) => (at * 7_919) % 251)),
      /holds data, not text/,
    ],
    [
      'a web page',
      Buffer.from('<!doctype html><html><body>Our customers</body></html>'),
      /a web page or XML/,
    ],
    ['data for programs', Buffer.from('[{"phone":"+12025550101"}]'), /This is JSON, not a CSV file/],
    [
      'prose',
      Buffer.from('Dear Sam,\n\nthank you for the cake.\n\nYours, Kim\n'),
      /None of the columns holds phone numbers/,
    ],
    ['blank lines', Buffer.from('\n \n\r\n\n'), /nothing but blank lines/],
    ['a header and nobody', Buffer.from('Name,Mobile\n'), /a header and no people below it/],
    [
      'a column called phone that holds e-mails',
      Buffer.from('Name,Phone\nAnn,ann@example.com\nBob,bob@example.com\nCid,cid@example.com\n'),
      /The column “Phone” holds e-mail addresses and no phone numbers/,
    ],
  ])('%s is refused in one sentence that says what to do', async (name, bytes, sentence) => {
    const { id } = await upload(owner.tidings, { name, bytes });
    const found = await check(owner.tidings, id);
    expect(found.status).toBe('failed');
    expect(found.problem).toMatch(sentence);
    await expect(
      owner.tidings.call('post', '/v1/imports/{id}/commit', { path: { id } }),
    ).rejects.toMatchObject({ status: 409 });
    expect(await countPeople()).toBe(0);
  });

  test('an empty file is refused as it comes in, and nothing of it is kept', async () => {
    const before = readdirSync(join(service.dataDir, 'uploads'));
    await expect(upload(owner.tidings, { name: 'empty.csv', bytes: Buffer.alloc(0) })).rejects.toThrow(
      'The file is empty. Export the list again and upload that.',
    );
    expect(readdirSync(join(service.dataDir, 'uploads'))).toEqual(before);
  });
});

const megabyte = 1_000_000;

/** The most memory that the service has ever had, as the system counts it. */
function peakMegabytes(): number {
  const status = readFileSync(`/proc/${service.process.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_000;
}

describe('a line without an end', () => {
  test.each([
    ['500 MB on one line', 500, 'Name,Mobile\n'],
    ['a quote that is never closed', 60, 'Name,Mobile\n"'],
  ])('%s is refused with a sentence, and costs no memory', async (name, megabytes, start) => {
    const before = peakMegabytes();
    const body = oneLine(megabytes * megabyte, start);
    const { id } = await owner.tidings.upload('/v1/imports', { file_name: name }, body);
    const found = await check(owner.tidings, id);
    expect(found.status).toBe('failed');
    expect(found.problem).toMatch(/^Line 2 is longer than a megabyte.* upload that\.$/);
    // The room for what is young grows by some 100 MB under any work; the file would need 500 more.
    expect(peakMegabytes() - before).toBeLessThan(250);
    expect(await countPeople()).toBe(0);
  });

  test('does not keep the service from its other work: it answers while the file comes in', async () => {
    const uploading = owner.tidings.upload(
      '/v1/imports',
      { file_name: 'long' },
      oneLine(100 * megabyte, 'a,b\n'),
    );
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => owner.tidings.call('get', '/v1/gateways')),
    );
    expect(answers).toHaveLength(10);
    await uploading;
  });

  test('that breaks off half way leaves nothing behind', async () => {
    const before = readdirSync(join(service.dataDir, 'uploads'));
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from('Name,Mobile\nAnn,+12025550101\n')),
      pull: (controller) => controller.error(new Error('the cable was pulled')),
    });
    const error = await owner.tidings
      .upload('/v1/imports', { file_name: 'torn.csv' }, broken)
      .catch((reason: unknown) => reason);
    expect(error).not.toBeInstanceOf(TidingsError);
    expect(error).toBeInstanceOf(Error);
    await expect.poll(() => readdirSync(join(service.dataDir, 'uploads'))).toEqual(before);
    const { data } = await owner.tidings.call('get', '/v1/imports');
    expect(data.map((one) => one.file_name)).not.toContain('torn.csv');
  });
});
