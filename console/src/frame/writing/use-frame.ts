import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer } from '../call.ts';
import type { Frame } from './said.ts';

/** What a campaign puts around its words, and whether it shortens the addresses in them. */
export type Framed = {
  program_id: string;
  opens_with_brand: boolean;
  ends_with_opt_out: boolean;
  shorten_links: boolean;
};

/** What is put around the words of a campaign: the name of its program's brand, and how to leave; and how its short links begin. */
export function useFrame({ program_id, opens_with_brand, ends_with_opt_out, shorten_links }: Framed): Frame {
  const programs = useQuery(answer('/v1/programs'));
  const settings = useQuery({
    ...answer('/v1/workspace/links'),
    enabled: shorten_links,
    staleTime: 60_000,
  });
  const program = programs.data?.data.find(({ id }) => id === program_id);
  const brand = (opens_with_brand && program?.brand_name) || null;
  const links_begin = (shorten_links && settings.data?.begins) || null;
  return useMemo(() => ({ brand, ends_with_opt_out, links_begin }), [brand, ends_with_opt_out, links_begin]);
}
