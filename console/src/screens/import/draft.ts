import type { AnswerOf, BodyOf } from '@tidings/sdk';

export type Import = AnswerOf<'/v1/imports/{id}', 'get'>;
export type CheckBody = NonNullable<BodyOf<'/v1/imports/{id}/check', 'post'>>;

/** What somebody has said about a file, until it is checked by it. */
export type Draft = {
  mapping: Readonly<Record<string, string>>;
  consent: 'columns' | 'attested' | 'none';
  method: string;
  evidence: string;
  date: string;
  programId: string;
  historic: string;
  tracking: string;
  country: string;
  list: string;
  tags: string;
  duplicates: 'update' | 'fill' | 'skip';
};

export function draftOf({ mapping, file_name, list, columns }: Import): Draft {
  const hasDates = columns.some(({ taken_for }) => taken_for === 'consent_date');
  return {
    mapping: { ...mapping },
    consent: hasDates ? 'columns' : 'none',
    method: 'web_form',
    evidence: '',
    date: '',
    programId: '',
    historic: '',
    tracking: '',
    country: '',
    list: list ?? file_name.replace(/\.[^.]+$/, ''),
    tags: '',
    duplicates: 'update',
  };
}

/** Whether a column says who lets their clicks be kept. */
export const namesTracking = ({ mapping }: Pick<Draft, 'mapping'>): boolean =>
  Object.values(mapping).includes('tracking');

/** The same as the API takes it. What was left blank is left to the server. */
export function toCheckBody(draft: Draft): CheckBody {
  const some = (text: string) => text.trim() !== '';
  const tags = draft.tags
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  return {
    mapping: { ...draft.mapping },
    consent:
      draft.consent === 'attested'
        ? {
            method: draft.method,
            evidence: draft.evidence.trim(),
            ...(some(draft.date) ? { date: draft.date } : {}),
          }
        : draft.consent,
    duplicates: draft.duplicates,
    ...(some(draft.programId) && draft.consent !== 'none' ? { program_id: draft.programId } : {}),
    ...(some(draft.historic) && draft.consent !== 'none' ? { historic_consent: draft.historic.trim() } : {}),
    ...(some(draft.tracking) && namesTracking(draft)
      ? { tracking: { evidence: draft.tracking.trim() } }
      : {}),
    ...(some(draft.country) ? { default_country: draft.country.trim().toUpperCase() } : {}),
    ...(some(draft.list) ? { list: draft.list.trim() } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
}
