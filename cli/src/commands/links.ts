import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { savePdf as saveDocument } from '../save-download.ts';
import { takePage } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

const readLink = (desk: Desk, id: string) => desk.tidings.call('get', '/v1/links/{id}', { path: { id } });
type Link = Awaited<ReturnType<typeof readLink>>;

export async function listLinks(
  desk: Desk,
  { limit, campaign }: { limit: number; campaign?: string },
): Promise<ExitCode> {
  const query = campaign === undefined ? {} : { campaign_id: await findCampaign(desk, campaign) };
  const page = await takePage(desk.tidings.each('/v1/links', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'leads to', 'state', 'found', 'opened', 'human', 'people'],
      page.data.map(({ id, url, state, clicks, watch }) => [
        ...[
          id,
          plain(url),
          state,
          watch?.finding ?? '',
          String(clicks.opened),
          String(clicks.human),
          String(clicks.people),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function showLink(desk: Desk, id: string): Promise<ExitCode> {
  const link = await readLink(desk, id);
  const clicks = await takePage(
    desk.tidings.each('/v1/links/{id}/clicks', { path: { id }, query: { limit: 50 } }),
    50,
  );
  desk.voice.answer({ ...link, latest: clicks.data }, () => {
    const table = printTable(
      ['at', 'text', 'counts as', 'why'],
      clicks.data.map((click) => [
        click.at,
        click.message_id ?? '—',
        click.robot_reason === null ? 'person' : 'program',
        plain(click.why ?? ''),
      ]),
      desk.voice.paint,
    );
    return `${describe(link)}\n\n${table}`;
  });
  return exitCodes.ok;
}

const describe = (link: Link): string =>
  [
    `${link.id} (${link.state}) leads to ${plain(link.url)}`,
    ...(link.short_url === null ? [] : [`Short: ${link.short_url}`]),
    ...(link.expires_at === null ? [] : [`Ends: ${link.expires_at}`]),
    ...(link.watch?.sentence == null ? [] : [plain(link.watch.sentence)]),
    `Opened ${countOf(link.clicks.opened, 'time', 'times')}, ${link.clicks.human} of them by people (${link.clicks.people} different ones).`,
  ].join('\n');

export type NewLinkOptions = {
  readonly label?: string;
  readonly expires?: string;
  readonly utmSource?: string;
  readonly utmMedium?: string;
  readonly utmCampaign?: string;
};

export async function createLink(desk: Desk, url: string, options: NewLinkOptions): Promise<ExitCode> {
  const { utmSource: source, utmMedium: medium, utmCampaign: campaign } = options;
  const utm = { ...(source && { source }), ...(medium && { medium }), ...(campaign && { campaign }) };
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/links', {
      body: {
        url,
        ...(options.label !== undefined && { label: options.label }),
        ...(options.expires !== undefined && { expires_at: readTime(options.expires, '--expires') }),
        ...(Object.keys(utm).length > 0 && { utm }),
      },
    });
    desk.voice.answer(made, () => describe(made));
    return exitCodes.ok;
  });
}

export async function changeLink(
  desk: Desk,
  id: string,
  { to: url, label, expires }: { to?: string; label?: string; expires?: string },
): Promise<ExitCode> {
  const body = {
    ...(url !== undefined && { url }),
    ...(label !== undefined && { label }),
    ...(expires !== undefined && { expires_at: expires === 'never' ? null : readTime(expires, '--expires') }),
  };
  if (Object.keys(body).length === 0) throw misuse('Say what is new: --to, --label or --expires.');
  return patchLink(desk, id, body);
}

export const switchLink = (state: 'on' | 'off') => (desk: Desk, id: string) => patchLink(desk, id, { state });

const patchLink = (
  desk: Desk,
  id: string,
  body: { url?: string; label?: string; state?: 'on' | 'off'; expires_at?: string | null },
): Promise<ExitCode> =>
  orBlocked(async () => {
    const saved = await desk.tidings.call('patch', '/v1/links/{id}', { path: { id }, body });
    desk.voice.answer(saved, () => describe(saved));
    return exitCodes.ok;
  });

export async function printCode(
  desk: Desk,
  id: string,
  { png, out }: { png?: boolean; out: string },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const format = png ? 'png' : 'svg';
    const file = await saveDocument(out, () =>
      desk.tidings.download('/v1/links/{id}/qr', { path: { id }, query: { format } }),
    );
    desk.voice.answer({ file }, () => `Saved ${file}.`);
    return exitCodes.ok;
  });
}

export async function recountClicks(desk: Desk, { since }: { since: string }): Promise<ExitCode> {
  return orBlocked(async () => {
    const { clicks } = await desk.tidings.call('post', '/v1/links/recount', {
      body: { since: readTime(since, '--since') },
    });
    desk.voice.answer(
      { clicks },
      () => `Within the next minutes ${countOf(clicks, 'click is', 'clicks are')} judged anew.`,
    );
    return exitCodes.ok;
  });
}

function readCountries(text: string): string[] | null {
  if (text === 'usual') return null;
  if (text === 'none') return [];
  const countries = text.split(',').map((one) => one.trim().toUpperCase());
  const wrong = countries.find((one) => !/^[A-Z]{2}$/.test(one));
  if (wrong === undefined) return countries;
  throw misuse(`“${wrong}” is no country. Write two letters each, such as DE,FR, or none, or usual.`);
}

function tellTracking({
  tracking,
  agreement_in: asked,
}: {
  readonly tracking: string;
  readonly agreement_in: readonly string[];
}): string[] {
  if (tracking === 'link') return ['A click is known by the link alone.'];
  if (tracking === 'agreed')
    return ['A click is known by the person’s text of those who agreed, and by the link of all others.'];
  return [
    'A click is known by the person’s text.',
    ...(asked.length === 0 ? [] : [`Only of those who agreed in ${asked.join(', ')}.`]),
  ];
}

export async function setLinks(
  desk: Desk,
  {
    domain,
    tracking,
    askIn,
    passToken,
    watch,
  }: {
    domain?: string;
    tracking?: 'person' | 'agreed' | 'link';
    askIn?: string;
    passToken?: string;
    watch?: 'off' | 'tell' | 'switch_off';
  },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const before = await desk.tidings.call('get', '/v1/workspace/links', {});
    if (passToken !== undefined && passToken !== 'yes' && passToken !== 'no')
      throw misuse('--pass-token is yes or no.');
    const isChange =
      domain !== undefined ||
      tracking !== undefined ||
      askIn !== undefined ||
      passToken !== undefined ||
      watch !== undefined;
    const body = {
      domain: domain === undefined ? before.domain : domain === 'none' ? null : domain,
      tracking: tracking ?? before.tracking,
      ...(askIn !== undefined && { agreement_in: readCountries(askIn) }),
      ...(passToken !== undefined && { passes_token: passToken === 'yes' }),
      ...(watch !== undefined && { watch }),
    };
    const now = isChange ? await desk.tidings.call('put', '/v1/workspace/links', { body }) : before;
    desk.voice.answer(now, () =>
      [
        now.begins === null
          ? 'Short links cannot be made yet: set a domain, or TIDINGS_PUBLIC_URL.'
          : `Short links begin with ${now.begins}`,
        ...tellTracking(now),
        ...(now.watch === 'off'
          ? []
          : [
              `Pages behind links are looked at once a day${now.watch === 'switch_off' ? ', and links to what is gone or leads elsewhere are switched off' : ''}.`,
            ]),
        ...(now.passes_token ? ['Where a click leads is told whose text it was (tid=…).'] : []),
      ].join('\n'),
    );
    return exitCodes.ok;
  });
}
