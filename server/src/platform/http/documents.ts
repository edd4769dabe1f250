import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';

/** Documents of evidence come as JSON for machines, or as a PDF for people that holds the same JSON as an attachment. */
export const FormatQuery = Type.Object({
  format: Type.Optional(
    Type.Union([Type.Literal('json'), Type.Literal('pdf')], {
      description: 'For those who cannot say Accept; it wins over it.',
    }),
  ),
});

export const documentTypes = ['application/json', 'application/pdf'];

export function formatOf(
  query: { readonly format?: 'json' | 'pdf' },
  accept: string | undefined,
): 'json' | 'pdf' {
  if (query.format !== undefined) return query.format;
  return /application\/pdf/.test(accept ?? '') ? 'pdf' : 'json';
}

/** Whether a request is for the file, and not for what a page shows of it; asked before the query is checked. */
export const isForPdf = ({ query, headers }: FastifyRequest): boolean =>
  formatOf(query as { format?: 'json' | 'pdf' }, headers.accept) === 'pdf';
