import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { savePdf } from '../save-download.ts';

/** Who must have learnt what, and has. Reading and answering is for people who are signed in, so a key can only look. */
export async function showTraining(desk: Desk, { pdf }: { readonly pdf?: string } = {}): Promise<ExitCode> {
  if (pdf !== undefined) {
    const path = await savePdf(pdf, () =>
      desk.tidings.download('/v1/training', { query: { format: 'pdf' } }),
    );
    desk.voice.note(`${path} holds the training records.`);
  }
  const training = await desk.tidings.call('get', '/v1/training');
  const { setting, members } = training;
  desk.voice.answer(training, () => {
    const table = printTable(
      ['member', 'role', 'missing', 'passed'],
      members.map(({ member, missing, passed }) => [
        ...[oneLine(member.name), member.role],
        missing.length === 0 ? '' : desk.voice.paint.yellow(missing.join(', ')),
        passed.map((one) => `${one.module} until ${formatTime(one.expires_at)}`).join(', '),
      ]),
      desk.voice.paint,
    );
    const rule = setting.is_enforced
      ? 'Whoever lacks some cannot launch or approve.'
      : 'It is not enforced: whoever lacks some can launch and approve.';
    return `${table}\n${rule} Pass mark ${setting.pass_mark} %, renewed every ${setting.renew_months} months.`;
  });
  return exitCodes.ok;
}

export async function enforceTraining(
  desk: Desk,
  wanted: 'on' | 'off',
  { passMark, renewMonths }: { readonly passMark?: string; readonly renewMonths?: string },
): Promise<ExitCode> {
  const { setting } = await desk.tidings.call('get', '/v1/training');
  const body = {
    is_enforced: wanted === 'on',
    pass_mark: passMark === undefined ? setting.pass_mark : Number(passMark),
    renew_months: renewMonths === undefined ? setting.renew_months : Number(renewMonths),
    needs: setting.needs,
  };
  const now = await desk.tidings.call('put', '/v1/training/setting', { body: body as never });
  desk.voice.answer(now, () => `Training is ${now.is_enforced ? 'enforced' : 'not enforced'}.`);
  return exitCodes.ok;
}

export async function listPolicies(desk: Desk): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/staff-policies');
  const inForce = found.data.filter(({ retired_at: retired }) => retired === null);
  const rows: string[][] = [];
  for (const { id, title, version } of inForce) {
    const { data } = await desk.tidings.call('get', '/v1/staff-policies/{id}/readers', { path: { id } });
    const [read, late] = [
      data.filter((one) => one.acknowledged_at !== null),
      data.filter((one) => one.is_overdue),
    ];
    rows.push([
      id,
      oneLine(title),
      String(version),
      `${read.length} of ${data.length}`,
      late.map(({ member }) => oneLine(member.name)).join(', '),
    ]);
  }
  desk.voice.answer(found, () =>
    printTable(['id', 'policy', 'version', 'acknowledged', 'late'], rows, desk.voice.paint),
  );
  return exitCodes.ok;
}
