import { securitySchemes } from './security.ts';
import type { Http } from './server.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/**
 * The description of the API, OpenAPI 3.1. Routes write their schemas in place; every schema with a name (`$id` or
 * `title`) is moved to the components and referred to, so that clients get one type for one thing.
 */
export function describeApi(http: Http): JsonObject {
  const raw = JSON.parse(JSON.stringify(http.swagger())) as JsonObject;
  const schemas: JsonObject = {};
  const paths = hoist(raw.paths ?? {}, schemas) as JsonObject;
  for (const path of Object.values(paths)) addProblems(path as JsonObject);
  const sorted = Object.fromEntries(Object.entries({ ...schemas, Problem: problem }).sort(byName));
  return {
    openapi: raw.openapi ?? '3.1.0',
    info: raw.info ?? {},
    servers: [{ url: '/' }],
    security: [{ api_key: [] }, { session: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(byName)),
    components: { schemas: sorted, securitySchemes },
  };
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

function hoist(node: Json, schemas: JsonObject): Json {
  if (Array.isArray(node)) return node.map((item) => hoist(item, schemas));
  if (node === null || typeof node !== 'object') return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, hoist(value, schemas)]));
  const name = nameOf(inner);
  if (name === null) return inner;
  const other = schemas[name];
  if (other !== undefined && JSON.stringify(other) !== JSON.stringify(inner)) {
    throw new Error(`Two different schemas are called ${name}; give one of them another title.`);
  }
  schemas[name] = inner;
  return { $ref: `#/components/schemas/${name}` };
}

/** A property may be called "title" too; a name is a string, and its schema says what type it is. */
function nameOf(node: JsonObject): string | null {
  const name = node.title;
  const isSchema = 'type' in node || 'anyOf' in node || 'allOf' in node || 'enum' in node;
  return typeof name === 'string' && isSchema && /^[A-Z][A-Za-z0-9]*$/.test(name) ? name : null;
}

const problem: JsonObject = {
  type: 'object',
  title: 'Problem',
  description: 'RFC 9457. `code` is stable and for programs; `detail` says to people what to do.',
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string' },
          code: { type: 'string' },
          detail: { type: 'string' },
          position: { type: 'integer', description: 'Of the first character concerned, in UTF-16 units.' },
          end: { type: 'integer' },
          suggestion: { type: 'string', description: 'What to put in place of it.' },
        },
      },
    },
  },
};

/** Every operation can be refused, always in the same shape. */
function addProblems(path: JsonObject): void {
  for (const operation of Object.values(path)) {
    const responses = (operation as JsonObject).responses;
    if (typeof responses !== 'object' || responses === null || Array.isArray(responses)) continue;
    responses.default ??= {
      description: 'Refused, and why.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
}
