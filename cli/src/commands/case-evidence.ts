import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { misuse } from '../refusal.ts';
import { savePdf } from '../save-download.ts';

type Place = {
  readonly path: '/v1/cases/{id}/evidence' | '/v1/campaigns/{id}/record' | '/v1/proof-packs/{number}';
  readonly about: Record<string, string>;
};

/** Everything that is on record about a case, a campaign or a number: as JSON on stdout, or as a PDF that holds the same JSON. */
export async function gatherEvidence(desk: Desk, what: string, { pdf }: { pdf?: string }): Promise<ExitCode> {
  const { path, about } = placeOf(what);
  if (pdf === undefined) {
    const found = await desk.tidings.call('get', path, { path: about as never });
    desk.voice.answer(found, () => JSON.stringify(found, null, 2));
    return exitCodes.ok;
  }
  const file = await savePdf(pdf, () =>
    desk.tidings.download(path, { path: about, accept: 'application/pdf' }),
  );
  desk.voice.answer({ file, about: what }, () => `${file} holds what is on record about ${what}.`);
  return exitCodes.ok;
}

function placeOf(what: string): Place {
  if (what.startsWith('cas_')) return { path: '/v1/cases/{id}/evidence', about: { id: what } };
  if (what.startsWith('cmp_')) return { path: '/v1/campaigns/{id}/record', about: { id: what } };
  if (/^\+?[\d ().-]{4,}$/.test(what)) return { path: '/v1/proof-packs/{number}', about: { number: what } };
  throw misuse('Say a case (cas_…), a campaign (cmp_…) or a number, such as +12125550142.');
}
