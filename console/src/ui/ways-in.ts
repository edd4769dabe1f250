import { t } from './language.ts';
import { wordsOf } from './words.ts';

/** By which way somebody agreed or left: `web_form` as it is said; ways that come later are said by their own name. */
export function wayInWords(method: string): string {
  const known: Readonly<Record<string, string>> = {
    ...{ import: t('Import'), web_form: t('Web form'), keyword: t('Keyword'), reply: t('Reply') },
    ...{ api: t('API'), page: t('Page of their own'), staff: t('By a colleague'), paper: t('Paper') },
    ...{ preferences_page: t('Page of their own'), hosted_page: t('Web form'), form: t('Asked by a form') },
    ...{ point_of_sale: t('At the till'), verbal: t('By word of mouth'), complaint: t('Complaint') },
    ...{ phone: t('Asked by phone'), email: t('Asked by e-mail'), in_person: t('Asked in person') },
    ...{ letter: t('Asked by letter'), link: t('By a link'), import_undone: t('An import was taken back') },
    ...{ do_not_call: t('Do-not-call list'), carrier: t('The carrier said so') },
  };
  return known[method] ?? wordsOf(method);
}
