import { useQuery } from '@tanstack/react-query';
import { answer, whole } from '../../frame/call.ts';
import type { Choice } from '../../frame/fields.tsx';

export type FieldFact = { name: string; label: string; kind: string; choices?: string[] };

/** What a condition can name in this workspace. */
export type Choices = {
  /** Whether all of it has come (or could not): a condition that is made earlier would name nothing. */
  isReady: boolean;
  fields: FieldFact[];
  events: string[];
  tags: Choice[];
  lists: Choice[];
  segments: Choice[];
  programs: Choice[];
  campaigns: Choice[];
  /** Countries of which it is known where postcodes lie. */
  countries: Choice[];
};

const named = (rows: readonly { id: string; name: string }[] | undefined): Choice[] =>
  (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));

export function useChoices(): Choices {
  const fields = useQuery(answer('/v1/segments/fields'));
  const tags = useQuery(whole('/v1/tags'));
  const lists = useQuery(whole('/v1/lists'));
  const segments = useQuery(whole('/v1/segments'));
  const programs = useQuery(answer('/v1/programs'));
  const campaigns = useQuery(whole('/v1/campaigns'));
  const postcodes = useQuery(answer('/v1/postcodes'));
  return {
    isReady: [fields, tags, lists, segments].every(({ isPending }) => !isPending),
    fields: fields.data?.fields ?? [],
    events: fields.data?.events ?? [],
    tags: (tags.data?.data ?? []).map(({ name }) => ({ value: name, label: name })),
    lists: named(lists.data?.data),
    segments: named(segments.data?.data),
    programs: named(programs.data?.data),
    campaigns: named(campaigns.data?.data),
    countries: (postcodes.data?.data ?? []).map(({ country }) => ({ value: country, label: country })),
  };
}
