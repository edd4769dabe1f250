import type { AnswerOf, BodyOf } from '@tidings/sdk';
import { t, tn } from '../../ui/language.ts';

/** Something that is done to everybody whom a filter finds, as the server tells of it. */
export type BulkChange = AnswerOf<'/v1/bulk-changes/{id}', 'get'>;
export type Whom = BodyOf<'/v1/bulk-changes', 'post'>['whom'];
export type Act = BulkChange['act'];

/** What is about to be done to so many, as a question. */
export function questionOf({ act, people, tag }: Pick<BulkChange, 'act' | 'people' | 'tag'>): string {
  const named = { tag: tag ?? '' };
  switch (act) {
    case 'add_tag':
      return tn(people, 'Tag {n} person “{tag}”?', 'Tag {n} people “{tag}”?', named);
    case 'remove_tag':
      return tn(
        people,
        'Take the tag “{tag}” off {n} person?',
        'Take the tag “{tag}” off {n} people?',
        named,
      );
    case 'add_to_list':
      return tn(people, 'Put {n} person on the list?', 'Put {n} people on the list?');
    case 'remove_from_list':
      return tn(people, 'Take {n} person off the list?', 'Take {n} people off the list?');
    case 'suppress':
      return tn(people, 'Opt {n} person out?', 'Opt {n} people out?');
    case 'erase':
      return tn(people, 'Erase {n} person for good?', 'Erase {n} people for good?');
  }
}

export const isUnderWay = ({ status }: Pick<BulkChange, 'status'>): boolean =>
  status === 'gathering' || status === 'working';

/** Where it stands, in a word or two. */
export function statusWords(status: BulkChange['status']): string {
  switch (status) {
    case 'gathering':
      return t('Looking for them …');
    case 'ready':
      return t('They are found, and nothing is done yet.');
    case 'working':
      return t('At work …');
    case 'done':
      return t('Done.');
    case 'stopped':
      return t('Stopped. What was done stays done.');
    case 'failed':
      return t('It broke off.');
  }
}

export function refusalWords(reason: BulkChange['refused'][number]['reason']): string {
  switch (reason) {
    case 'gone':
      return t('had been erased or removed meanwhile');
    case 'restricted':
      return t('are left alone, because their data is restricted');
    case 'legal_hold':
      return t('are opted out and kept, because of a legal hold');
    case 'open_request':
      return t('are kept, because a request of their own waits for an answer');
  }
}

/** The same filter as the file of people is asked with. */
export function exportAddress(whom: Whom): string {
  const { search, list, tag, text } = whom;
  const query = new URLSearchParams(
    Object.entries({ search, list, tag, text }).filter(
      (one): one is [string, string] => one[1] !== undefined,
    ),
  );
  return query.size === 0 ? '/v1/contacts/export' : `/v1/contacts/export?${query}`;
}
