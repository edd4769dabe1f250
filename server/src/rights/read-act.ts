import { type PersonWishes, type Tracking, trackings } from '../contacts/index.ts';
import { Invalid } from '../platform/errors.ts';
import { type Language, languages } from '../platform/pages/languages.ts';

/** What a person can do on their page. Every one of them by a post; looking changes nothing. */
export type PageAct =
  | { readonly kind: 'leave'; readonly brandId: string | null }
  | { readonly kind: 'leave_program'; readonly programId: string }
  | { readonly kind: 'pause' | 'resume' | 'erase' }
  | { readonly kind: 'wishes'; readonly wishes: PersonWishes }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'tracking'; readonly tracking: Tracking | null }
  | {
      readonly kind: 'correct';
      readonly firstName: string;
      readonly lastName: string;
      readonly email: string;
    };

type Form = Record<string, string | undefined>;

/** What frequencies the page offers, as "most/days". */
export const frequencies = ['1/7', '1/30', '2/30', '4/30'] as const;

/** Reads a post of the page. One without an act is the one tap of RFC 8058: everything is left. */
export function readAct(form: Form): PageAct {
  if (form['List-Unsubscribe'] === 'One-Click') return { kind: 'leave', brandId: null };
  const act = form.act;
  if (act === 'leave') return { kind: 'leave', brandId: form.brand ?? null };
  if (act === 'leave_program' && isUuid(form.program)) return { kind: act, programId: form.program };
  if (act === 'pause' || act === 'resume') return { kind: act };
  if (act === 'erase' && form.sure === 'yes') return { kind: act };
  if (act === 'tracking') {
    const tracking = trackings.find((one) => one === form.tracking) ?? null;
    return { kind: act, tracking };
  }
  if (act === 'wishes') return { kind: act, wishes: readWishes(form) };
  const language = languages.find((one) => one === form.language);
  if (act === 'language' && language) return { kind: act, language };
  if (act === 'correct')
    return {
      kind: act,
      firstName: form.first_name ?? '',
      lastName: form.last_name ?? '',
      email: form.email ?? '',
    };
  throw new Invalid(
    'page.unknown_act',
    'Nothing was changed: the page did not say what to do. Load it again.',
  );
}

const isUuid = (text: string | undefined): text is string => /^[0-9a-f-]{36}$/.test(text ?? '');

/** An empty choice is no wish; what is neither is refused where wishes are checked. */
function readWishes({ frequency, from, until }: Form): PersonWishes {
  const [most, days] = (frequency ?? '').split('/').map(Number);
  return {
    frequency: frequency ? { most: most ?? Number.NaN, days: days ?? Number.NaN } : null,
    hours: from || until ? { from: Number(from || 0), until: Number(until || 24) } : null,
  };
}
