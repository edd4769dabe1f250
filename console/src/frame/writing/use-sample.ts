import { useQuery } from '@tanstack/react-query';
import type { MergeValues } from '@tidings/sms';
import { useMemo, useState } from 'react';
import type { Contact } from '../api.ts';
import { answer } from '../call.ts';

export type Sample = {
  people: readonly Contact[];
  person: Contact | null;
  choose: (id: string) => void;
  values: MergeValues;
  /** What the person reads, where somebody has said it. */
  language: string | null;
};

/** Whose texts these words are to be; blank where that is not known yet. */
export type SampleOf = { lists: readonly string[]; program_id: string; sender_id: string };

const nobody: readonly Contact[] = [];

/** Real people to look at the text with: of the first list that is chosen, or whoever came last. */
export function useSample({ lists, program_id, sender_id }: SampleOf): Sample {
  const [chosen, setChosen] = useState('');
  const { data } = useQuery({
    ...answer('/v1/contacts', { query: { limit: 10, ...(lists[0] ? { list: lists[0] } : {}) } }),
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const people = data?.data ?? nobody;
  const person = people.find(({ id }) => id === chosen) ?? people[0] ?? null;
  const more = useQuery({
    ...answer('/v1/contacts/{id}/merge-values', {
      path: { id: person?.id ?? '' },
      query: program_id !== '' && sender_id !== '' ? { program_id, sender_id } : {},
    }),
    enabled: person !== null,
    staleTime: 60_000,
  });
  const language = more.data?.language ?? null;
  const looked = more.data?.values;
  // The same as long as nothing of it changes: a key that is pressed draws nothing anew that only shows the person.
  return useMemo(
    () => ({
      ...{ people, person, choose: setChosen, language },
      values: person ? { ...valuesOf(person), ...looked, ...(language === null ? {} : { language }) } : {},
    }),
    [people, person, language, looked],
  );
}

function valuesOf(person: Contact): Readonly<Record<string, unknown>> {
  const { first_name, last_name, email, number, country, region, fields } = person;
  return { ...fields, first_name, last_name, email, number, country, region };
}
