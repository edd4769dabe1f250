import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

/** Ends with 6 while one lasts. */
export async function listAlerts(
  desk: Desk,
  { limit, open }: { limit: number; open?: boolean },
): Promise<ExitCode> {
  const query = { limit: Math.min(limit + 1, 200), ...(open && { open: true }) };
  const page = await takePage(desk.tidings.each('/v1/alerts', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'since', 'until', 'what', 'told', 'noted by'],
      page.data.map((one) => [
        ...[one.id, one.raised_at, one.ended_at ?? 'lasts', one.sentence],
        `${one.told.filter((letter) => letter.told_at !== null).length} of ${one.told.length}`,
        one.seen_by,
      ]),
      desk.voice.paint,
    ),
  );
  tellMore(desk, page);
  return page.data.some((one) => one.ended_at === null) ? exitCodes.blocked : exitCodes.ok;
}

export const noteAlert = (desk: Desk, id: string): Promise<ExitCode> =>
  orBlocked(async () => {
    const alert = await desk.tidings.call('post', '/v1/alerts/{id}/seen', { path: { id } });
    desk.voice.answer(alert, () => `${plain(alert.sentence)}\n${alert.remedy}`);
    return exitCodes.ok;
  });

type Body = BodyOf<'/v1/workspace/alerts', 'patch'>;
export type AlertOptions = {
  readonly email?: readonly string[];
  readonly webhook?: string;
  readonly threshold?: readonly string[];
  readonly off?: readonly string[];
  readonly on?: readonly string[];
};

/** Shows what the workspace is told of, or says so anew. */
export const setAlerts = (desk: Desk, options: AlertOptions): Promise<ExitCode> =>
  orBlocked(async () => {
    const before = await desk.tidings.call('get', '/v1/workspace/alerts');
    const body = bodyOf(before.rules, options);
    const now =
      Object.keys(body).length > 0
        ? await desk.tidings.call('patch', '/v1/workspace/alerts', { body })
        : before;
    desk.voice.answer(now, () =>
      [
        printTable(
          ['rule', 'what', 'told', ''],
          now.rules.map((one) => [
            ...[
              one.rule,
              one.title,
              `${one.side} ${(one.threshold * 100).toFixed(1)} %`,
              one.is_on ? 'on' : 'off',
            ],
          ]),
          desk.voice.paint,
        ),
        `Mailed to: ${now.emails.length > 0 ? now.emails.join(', ') : 'owners and admins'}.`,
        ...(now.webhook_url === null ? [] : [`Told to: ${now.webhook_url}`]),
        ...(now.webhook_secret === null ? [] : [`Its secret, shown this once: ${now.webhook_secret}`]),
      ].join('\n'),
    );
    return exitCodes.ok;
  });

type Rules = NonNullable<Body['rules']>;

function bodyOf(rules: Rules, options: AlertOptions): Body {
  const find = (name: string) => {
    const rule = rules.find((one) => one.rule === name);
    if (!rule)
      throw misuse(`There is no rule ${name}. There are ${rules.map((one) => one.rule).join(', ')}.`);
    return { rule: rule.rule, is_on: rule.is_on, threshold: rule.threshold };
  };
  const changed = new Map<string, Rules[number]>();
  const change = (name: string, more: Partial<Rules[number]>) =>
    changed.set(name, { ...(changed.get(name) ?? find(name)), ...more });
  for (const pair of options.threshold ?? []) {
    const [name = '', share = ''] = pair.split('=');
    const value = Number(share.replace(/%$/, ''));
    if (share === '' || !(value >= 0 && value <= 100))
      throw misuse('A threshold is a rule and a percentage, such as opt_outs=1.3.');
    change(name, { threshold: value / 100 });
  }
  for (const name of options.off ?? []) change(name, { is_on: false });
  for (const name of options.on ?? []) change(name, { is_on: true });
  return {
    ...(changed.size > 0 && { rules: [...changed.values()] }),
    ...(options.email !== undefined && { emails: options.email.includes('none') ? [] : [...options.email] }),
    ...(options.webhook !== undefined && {
      webhook_url: options.webhook === 'none' ? null : options.webhook,
    }),
  };
}
