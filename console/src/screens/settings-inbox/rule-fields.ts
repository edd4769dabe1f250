import type { BodyOf, ItemOf } from '@tidings/sdk';
import type { Field } from '../../frame/fields.tsx';
import { t } from '../../ui/language.ts';

type Rule = ItemOf<'/v1/inbox-rules'>;
type Body = BodyOf<'/v1/inbox-rules', 'post'>;
type Known = {
  agents: readonly { id: string; name: string; may_answer: boolean }[];
  keywords: readonly { id: string; words: readonly string[] }[];
};

export type EnteredRule = {
  name: string;
  rank?: number;
  words?: string[];
  keyword_ids?: string[];
  hours?: 'outside' | 'within';
  tags?: string[];
  give_to?: string;
  is_handed_over: boolean;
  forward_to?: string[];
  webhook?: string;
  close: boolean;
};

/** The form of a rule. What it does not show (numbers, brands, marks) stays as it is. */
export function fieldsOfRule(rule: Rule | null, { agents, keywords }: Known): Field[] {
  const { wants = {}, does = {} } = rule ?? {};
  const given = does.hand_over_to ?? does.assign_to ?? '';
  const outside = wants.outside_hours;
  const optional = { isRequired: false } as const;
  return [
    { name: 'name', label: t('Name'), initial: rule?.name ?? '' },
    {
      ...{ name: 'words', kind: 'words', label: t('Replies that say one of these words'), ...optional },
      initial: (wants.words ?? []).join('\n'),
    },
    ...(keywords.length > 0
      ? [
          {
            ...({
              name: 'keyword_ids',
              kind: 'many',
              label: t('Replies that one of these keywords took'),
            } as const),
            ...{
              choices: keywords.map(({ id, words }) => ({ value: id, label: words.join(', ') })),
              initial: wants.keyword_ids ?? [],
            },
          },
        ]
      : []),
    {
      ...{ name: 'hours', kind: 'choice', label: t('At which hours'), ...optional },
      initial: outside === undefined ? '' : outside ? 'outside' : 'within',
      choices: [
        { value: 'outside', label: t('Outside of the hours') },
        { value: 'within', label: t('Within the hours') },
      ],
    },
    {
      name: 'tags',
      kind: 'words',
      label: t('Tag the person with'),
      ...optional,
      initial: (does.tags ?? []).join('\n'),
    },
    {
      ...{
        name: 'give_to',
        kind: 'choice',
        label: t('Give the conversation to'),
        ...optional,
        initial: given,
      },
      choices: [
        { value: 'next', label: t('whoever’s turn it is') },
        ...agents.filter(({ may_answer }) => may_answer).map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    {
      ...{
        name: 'is_handed_over',
        kind: 'switch',
        label: t('Keywords keep silent for a day: a person speaks'),
      },
      initial: does.hand_over_to !== undefined,
      isShown: (values) => Boolean(values.give_to),
    },
    {
      ...{
        name: 'forward_to',
        kind: 'words',
        label: t('Forward the text to these mail addresses'),
        ...optional,
      },
      initial: (does.forward_to ?? []).join('\n'),
    },
    {
      ...{ name: 'webhook', label: t('Call this address'), ...optional, initial: does.webhook ?? '' },
      placeholder: 'https://hooks.example.com/replies',
    },
    { name: 'close', kind: 'switch', label: t('Close it: nobody need answer'), initial: does.close ?? false },
    {
      ...{
        name: 'rank',
        kind: 'number',
        label: t('Place in the order'),
        ...optional,
        initial: rule?.rank ?? 100,
      },
      help: t('Asked from the lowest on.'),
    },
  ];
}

/** What was entered, over what the form does not show. */
export function bodyOfRule(entered: EnteredRule, rule: Rule | null): Body {
  const {
    words,
    keyword_ids: keywords = [],
    hours,
    tags,
    give_to,
    is_handed_over,
    forward_to,
    webhook,
    close,
  } = entered;
  const { words: _w, keyword_ids: _k, outside_hours: _o, ...otherWants } = rule?.wants ?? {};
  return {
    name: entered.name,
    ...(entered.rank === undefined ? {} : { rank: entered.rank }),
    is_on: rule?.is_on ?? true,
    wants: {
      ...otherWants,
      ...(words?.length ? { words } : {}),
      ...(keywords.length > 0 ? { keyword_ids: keywords } : {}),
      ...(hours === undefined ? {} : { outside_hours: hours === 'outside' }),
    },
    does: {
      ...(tags?.length ? { tags } : {}),
      ...(give_to === undefined ? {} : { [is_handed_over ? 'hand_over_to' : 'assign_to']: give_to }),
      ...(forward_to?.length ? { forward_to } : {}),
      ...(webhook === undefined ? {} : { webhook }),
      ...(close ? { close: true } : {}),
    },
  };
}

export function wantsInWords(wants: Rule['wants']): string {
  const { words = [], keyword_ids: keywords = [], outside_hours: outside, marks = [] } = wants;
  const said = [
    words.length > 0 && words.join(', '),
    keywords.length > 0 && t('taken by a keyword'),
    outside !== undefined && (outside ? t('outside of the hours') : t('within the hours')),
    marks.length > 0 && marks.join(', '),
    (wants.sender_ids?.length ?? 0) > 0 && t('to certain numbers'),
    (wants.brand_ids?.length ?? 0) > 0 && t('of certain brands'),
    wants.has_media && t('with a picture or file'),
  ].filter(Boolean);
  return said.length === 0 ? t('every reply') : said.join(' · ');
}

export function doesInWords(does: Rule['does'], agents: Known['agents']): string {
  const given = does.hand_over_to ?? does.assign_to;
  const who = agents.find(({ id }) => id === given)?.name ?? t('whoever’s turn it is');
  const { tags = [], forward_to: mails = [] } = does;
  return [
    tags.length > 0 && t('tags: {tags}', { tags: tags.join(', ') }),
    given !== undefined && t('given to {name}', { name: who }),
    mails.length > 0 && t('forwarded to {addresses}', { addresses: mails.join(', ') }),
    does.webhook !== undefined && t('told to {address}', { address: does.webhook }),
    does.close && t('closed'),
  ]
    .filter(Boolean)
    .join(' · ');
}
