import { open } from 'node:fs/promises';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Conflict, Invalid, NotFound } from '../errors.ts';

/** The format of this version. A file says it in its first line, which stays readable whatever follows. */
export const formatNow = 1;

/** The first line of a backup, in the open: what it is, and how to get at the rest. */
export const Header = Type.Object({
  format: Type.Literal('tidings-backup'),
  version: Type.Integer(),
  product: Type.String(),
  taken_at: Type.String(),
  instance_id: Type.String(),
  compression: Type.Literal('zstd'),
  sealing: Type.Union([
    Type.Null(),
    Type.Object({
      kdf: Type.Literal('scrypt'),
      n: Type.Integer(),
      r: Type.Integer(),
      p: Type.Integer(),
      salt: Type.String(),
    }),
  ]),
});
export type Header = Static<typeof Header>;

const check = Compile(Header);
const longestLine = 4_096;
/** The last bytes of a file are the SHA-256 of all before them. */
export const digestBytes = 32;

export const lineOf = (header: Header): Buffer => Buffer.from(`${JSON.stringify(header)}\n`);

export type ReadHeader = { readonly header: Header; readonly line: Buffer; readonly fileBytes: number };

/** Reads the first line and says what the file is if it is no backup, or one that this version cannot read. */
export async function readHeader(path: string): Promise<ReadHeader> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new NotFound('backup.no_file', `There is no file ${path}.`)
      : new Invalid('backup.unreadable', `${path} cannot be read: ${error.message}.`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longestLine), 0, longestLine, 0).catch(() => {
      throw new Invalid('backup.unreadable', `${path} is not a file that can be read.`);
    });
    const end = buffer.subarray(0, bytesRead).indexOf(0x0a);
    const line = buffer.subarray(0, end + 1);
    const header = end === -1 ? null : parse(line.toString('utf8'));
    if (header?.format !== 'tidings-backup')
      throw new Invalid('backup.none', `${path} is not a backup of Tidings.`);
    refuseOtherFormat(header.version);
    if (!check.Check(header)) throw new Invalid('backup.none', `${path} does not begin as a backup does.`);
    return { header, line, fileBytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

function refuseOtherFormat(version: unknown): void {
  if (version === formatNow) return;
  throw new Conflict(
    'backup.other_format',
    `This backup is of format ${String(version)}, and this version of Tidings reads format ${formatNow}. Restore it with the version that took it, or a newer one.`,
  );
}

function parse(text: string): { format?: unknown; version?: unknown } | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}
