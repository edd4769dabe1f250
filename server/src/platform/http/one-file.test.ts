import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOneFile } from './one-file.ts';

const boundary = '----WebKitFormBoundary7MA4';
const type = `multipart/form-data; boundary=${boundary}`;
const form = (...parts: (readonly [head: string, content: string | Buffer])[]) =>
  Buffer.concat([
    ...parts.map(([head, content]) =>
      Buffer.concat([
        Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
        Buffer.from(content),
        Buffer.from('\r\n'),
      ]),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
const file = (name: string) =>
  `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png`;
const field = (name: string) => `Content-Disposition: form-data; name="${name}"`;

test('the file of a form comes with its name, to the byte', () => {
  const content = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
  expect(readOneFile(type, form([file('loaf.png'), content]))).toEqual({ name: 'loaf.png', content });
  expect(
    readOneFile(`Multipart/Form-Data; charset=utf-8; boundary="${boundary}"`, form([file('é.png'), 'x']))
      ?.name,
  ).toBe('é.png');
});

test('a field names it otherwise, and other fields do not matter', () => {
  const body = form([field('csrf'), 'token'], [field('name'), ' Bread '], [file('a.png'), 'x']);
  expect(readOneFile(type, body)).toMatchObject({ name: 'Bread' });
  expect(readOneFile(type, form([file(''), 'x']))).toMatchObject({ name: null });
});

test('what browsers and others write themselves makes one too', async () => {
  const data = new FormData();
  data.append('file', new File(['bytes'], 'a "b".txt'));
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: data });
  const read = readOneFile(
    request.headers.get('content-type') ?? '',
    Buffer.from(await request.arrayBuffer()),
  );
  expect(read).toEqual({ name: 'a "b".txt', content: Buffer.from('bytes') });
});

test('a body of another type is no form', () => {
  expect(readOneFile('application/octet-stream', Buffer.from('x'))).toBeNull();
  expect(readOneFile(undefined, Buffer.from('x'))).toBeNull();
});

test.each([
  ['two files', type, form([file('a'), '1'], [file('b'), '2']), '2 files'],
  ['no file', type, form([field('name'), 'x']), '0 files'],
  ['no boundary', 'multipart/form-data', form([file('a'), '1']), 'boundary'],
  ['another boundary', 'multipart/form-data; boundary=other', form([file('a'), '1']), 'no part'],
  ['an end that is cut off', type, form([file('a'), '1']).subarray(0, -30), 'cut off'],
  ['nothing', type, Buffer.alloc(0), 'no part'],
])('a form of %s is refused', (_what, contentType, body, words) => {
  expect(() => readOneFile(contentType, body)).toThrow(words);
});

test('no bytes make it throw anything else, or slow', () => {
  const pieces = fc.constantFrom(`--${boundary}`, '\r\n', '\r\n\r\n', '--', file('a'), 'x', '"', ';', '\0');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      try {
        readOneFile(type, Buffer.from(all.join('')));
      } catch (error) {
        expect((error as { code?: unknown }).code).toBe('form.unreadable');
      }
    }),
    { numRuns: 500 },
  );
});
