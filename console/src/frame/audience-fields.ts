import { t } from '../ui/language.ts';
import { formatCount } from '../ui/numbers.ts';
import { readWhole } from './call.ts';
import type { Field } from './fields.tsx';

/** What people are chosen by. */
export type AudienceOffered = {
  lists: readonly { id: string; name: string; people: number }[];
  tags: readonly { name: string; people: number }[];
  segments: readonly { id: string; name: string }[];
};

export async function askForAudience(signal: AbortSignal): Promise<AudienceOffered> {
  const [lists, tags, segments] = await Promise.all([
    readWhole('/v1/lists', signal),
    readWhole('/v1/tags', signal),
    readWhole('/v1/segments', signal),
  ]);
  return { lists: lists.data, tags: tags.data, segments: segments.data };
}

/** Whom a form is for, or whom not, as fields of it; kinds of which there are none yet are left out, but for lists that are texted. */
export function audienceFields(offered: AudienceOffered, into: 'include' | 'exclude'): Field[] {
  const isIn = into === 'include';
  const all: Field[] = [
    {
      name: `${into}/lists`,
      label: isIn ? t('Lists that are texted') : t('Lists that are not'),
      kind: 'many',
      choices: offered.lists.map(({ id, name, people }) => ({
        value: id,
        label: `${name} (${formatCount(people)})`,
      })),
    },
    {
      name: `${into}/tags`,
      label: isIn ? t('Tags that are texted') : t('Tags that are not'),
      kind: 'many',
      choices: offered.tags.map(({ name, people }) => ({
        value: name,
        label: `${name} (${formatCount(people)})`,
      })),
    },
    {
      name: `${into}/segments`,
      label: isIn ? t('Segments that are texted') : t('Segments that are not'),
      kind: 'many',
      choices: offered.segments.map(({ id, name }) => ({ value: id, label: name })),
    },
  ];
  return all.filter(({ name, choices }) => name === 'include/lists' || choices?.length);
}
