import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto';
import { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { Invalid } from '../errors.ts';
import { damaged } from './manifest.ts';

/** How a passphrase becomes a key. It stands in the file, so that later versions may choose other numbers. */
export type Sealing = { kdf: 'scrypt'; n: number; r: number; p: number; salt: string };

const frameBytes = 64 * 1024;
const tagBytes = 16;
const headBytes = 4;
// 128 MB and some 400 ms for each guess.
const usualCost = 2 ** 17;
const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);

export const newSealing = (n: number = usualCost): Sealing => ({
  kdf: 'scrypt',
  n,
  r: 8,
  p: 1,
  salt: randomBytes(16).toString('base64'),
});

/** The key of one file: the salt is its own, so no two files share a key and counters serve as nonces. */
export async function deriveKey(passphrase: string, { n, r, p, salt }: Sealing): Promise<Buffer> {
  // The numbers come from the file: one that asks for more was not written by us, and would only use up the machine.
  if (n > 2 ** 20 || r > 16 || p > 4) throw damaged();
  return derive(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, {
    N: n,
    r,
    p,
    maxmem: 512 * 1024 * 1024,
  });
}

/**
 * Each frame is its length in four bytes, the sealed bytes, and the tag. Its number and whether it is the last one are
 * bound in, as is the header of the file: frames cannot be left out, moved, or cut off behind.
 */
export function sealFrames(key: Buffer, header: Buffer): Transform {
  let waiting: Buffer = Buffer.alloc(0);
  let number = 0;
  const frame = (body: Buffer, isLast: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(bound(header, number, isLast));
    const head = Buffer.alloc(headBytes);
    head.writeUInt32BE(body.length);
    number += 1;
    return Buffer.concat([head, cipher.update(body), cipher.final(), cipher.getAuthTag()]);
  };
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
      while (waiting.length > frameBytes) {
        this.push(frame(waiting.subarray(0, frameBytes), false));
        waiting = waiting.subarray(frameBytes);
      }
      done();
    },
    flush(done) {
      this.push(frame(waiting, true));
      done();
    },
  });
}

/** The way back. A frame that does not open ends it: at the first one the passphrase is wrong, since the file was whole. */
export function openFrames(key: Buffer, header: Buffer): Transform {
  let waiting: Buffer = Buffer.alloc(0);
  let number = 0;
  const next = () => headBytes + (waiting.length < headBytes ? 0 : lengthIn(waiting)) + tagBytes;
  const open = (isLast: boolean): Buffer => {
    const end = next() - tagBytes;
    const tag = waiting.subarray(end, end + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number))
      .setAAD(bound(header, number, isLast))
      .setAuthTag(tag);
    const body = waiting.subarray(headBytes, end);
    try {
      const plain = Buffer.concat([decipher.update(body), decipher.final()]);
      waiting = waiting.subarray(end + tagBytes);
      number += 1;
      return plain;
    } catch {
      throw number === 0 ? wrongPassphrase() : damaged();
    }
  };
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece]);
      try {
        // The last frame is known by the end of the file alone, so one is always kept back.
        while (waiting.length > next()) this.push(open(false));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        if (waiting.length < headBytes || waiting.length !== next()) throw damaged();
        this.push(open(true));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

function lengthIn(waiting: Buffer): number {
  const length = waiting.readUInt32BE(0);
  if (length > frameBytes) throw damaged();
  return length;
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

function bound(header: Buffer, number: number, isLast: boolean): Buffer {
  return createHash('sha256').update(header).update(`${number} ${isLast}`).digest();
}

const wrongPassphrase = () =>
  new Invalid(
    'backup.wrong_passphrase',
    'This passphrase does not open the backup. Set TIDINGS_BACKUP_PASSPHRASE to the one that was in force when it was taken.',
  );
