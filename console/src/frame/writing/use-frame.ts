import { useQuery } from '@tanstack/react-query';
import { answer } from '../call.ts';
import type { Frame } from './said.ts';

/** What a campaign puts around its words. */
export type Framed = { program_id: string; opens_with_brand: boolean; ends_with_opt_out: boolean };

/** What is put around the words of a campaign: the name of its program's brand, and how to leave. */
export function useFrame({ program_id, opens_with_brand, ends_with_opt_out }: Framed): Frame {
  const programs = useQuery(answer('/v1/programs'));
  const program = programs.data?.data.find(({ id }) => id === program_id);
  return { brand: (opens_with_brand && program?.brand_name) || null, ends_with_opt_out };
}
