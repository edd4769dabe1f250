import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { savePdf } from '../save-download.ts';

/** Everything on record about one number: as JSON on stdout, or as a PDF that holds the same JSON. */
export async function makeProof(desk: Desk, number: string, { pdf }: { pdf?: string }): Promise<ExitCode> {
  return pdf === undefined ? printProof(desk, number) : saveProof(desk, number, pdf);
}

async function printProof(desk: Desk, number: string): Promise<ExitCode> {
  const pack = await desk.tidings.call('get', '/v1/proof-packs/{number}', { path: { number } });
  desk.voice.answer(pack, () => JSON.stringify(pack, null, 2));
  const broken = pack.checks.filter(({ holds }) => !holds);
  for (const { sentence } of broken) desk.voice.note(`DOES NOT HOLD: ${sentence}`);
  return exitCodes.ok;
}

async function saveProof(desk: Desk, number: string, file: string): Promise<ExitCode> {
  const path = await savePdf(file, () =>
    desk.tidings.download('/v1/proof-packs/{number}', { path: { number }, accept: 'application/pdf' }),
  );
  desk.voice.answer({ file: path, number }, () => `${path} holds what is on record about ${number}.`);
  return exitCodes.ok;
}
