export { type CallOptions, openTidings, type Tidings } from './client.ts';
export { type ProblemDetail, TidingsError, Unreachable } from './errors.ts';
export type { TransportOptions } from './transport.ts';
export type { AnswerOf, BodyOf, ItemOf, ListPath, MethodOf, Path, QueryOf, Schemas } from './types.ts';
