import { useQuery } from '@tanstack/react-query';
import { answer, whole } from '../../frame/call.ts';
import { Conflict } from '../../frame/conflict.tsx';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { type Campaign, type Draft, draftOf } from './draft.ts';

type ConflictProps = { draft: Draft; campaign: Campaign; onMine: () => void; onTheirs: () => void };
type Row = readonly [label: string, of: (one: Draft) => string];

/** All that differs between what is typed here and what somebody else has saved since, in the words of the page. */
export function DraftConflict({ draft, campaign, onMine, onTheirs }: ConflictProps) {
  const theirs = draftOf(campaign);
  const rows = useRows().map(([label, of]) => ({ label, mine: of(draft), theirs: of(theirs) }));
  return <Conflict rows={rows} onMine={onMine} onTheirs={onTheirs} />;
}

function useRows(): Row[] {
  const nameOf = useNames();
  const people = ({ lists, tags, segments }: Draft['include']) =>
    [...lists.map(nameOf), ...segments.map(nameOf), ...tags].join(', ');
  const yes = (is: boolean) => (is ? t('Yes') : t('No'));
  // By the keys of a draft, so that nothing that is written is ever left out.
  const rows: Record<keyof Draft, Row> = {
    name: [t('Name of the campaign'), ({ name }) => name],
    body: [t('Words'), ({ body }) => body],
    language: [t('Language'), ({ language }) => languageName(language)],
    texts: [
      t('In other languages'),
      ({ texts }) =>
        Object.entries(texts)
          .map(([language, words]) => `${languageName(language)}: ${words}`)
          .join('\n'),
    ],
    opens_with_brand: [t('Begin with the brand’s name'), ({ opens_with_brand }) => yes(opens_with_brand)],
    ends_with_opt_out: [t('End with how to opt out'), ({ ends_with_opt_out }) => yes(ends_with_opt_out)],
    media: [t('Picture or film'), ({ media }) => media.map(nameOf).join(', ')],
    mms_subject: [t('Subject'), ({ mms_subject }) => mms_subject ?? ''],
    program_id: [t('Program'), ({ program_id }) => nameOf(program_id)],
    sender_id: [t('From'), ({ sender_id }) => nameOf(sender_id)],
    include: [t('Send to'), ({ include }) => people(include)],
    exclude: [t('But not to'), ({ exclude }) => people(exclude)],
    atMost: [t('To at most so many people'), ({ atMost }) => atMost],
    seed: [
      t('By which lot they are drawn'),
      ({ atMost, seed }) => (atMost.trim() === '' ? '' : String(seed)),
    ],
    shorten_links: [t('Shorten links and count clicks'), ({ shorten_links }) => yes(shorten_links)],
    when_capped: [
      t('Leave out whoever has had enough texts for now'),
      ({ when_capped }) => yes(when_capped === 'skip'),
    ],
  };
  return Object.values(rows);
}

/** What an id is called; the id itself where it is not known here. */
function useNames(): (id: string) => string {
  const programs = useQuery(answer('/v1/programs'));
  const senders = useQuery(answer('/v1/senders'));
  const lists = useQuery(whole('/v1/lists'));
  const segments = useQuery(whole('/v1/segments'));
  const media = useQuery(whole('/v1/media'));
  const names = new Map([
    ...[programs, lists, segments, media].flatMap(({ data }) =>
      (data?.data ?? []).map(({ id, name }) => [id, name] as const),
    ),
    ...(senders.data?.data ?? []).map(({ id, number, label }) => [id, label ?? number] as const),
  ]);
  return (id) => names.get(id) ?? id;
}
