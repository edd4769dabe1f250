import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import type { Draft } from './draft.ts';
import type { Frame } from './said.ts';

/** What is put around the words of a draft: the name of its program's brand, and how to leave. */
export function useFrame({ program_id, opens_with_brand, ends_with_opt_out }: Draft): Frame {
  const programs = useQuery(answer('/v1/programs'));
  const program = programs.data?.data.find(({ id }) => id === program_id);
  return { brand: (opens_with_brand && program?.brand_name) || null, ends_with_opt_out };
}
