export type { CallOptions, Calls } from './calls.ts';
export { openTidings, type Tidings } from './client.ts';
export { type ProblemDetail, TidingsError, Unreachable } from './errors.ts';
export type { Messages, NewBulk, NewMessage, SendOptions } from './messages.ts';
export type { TransportOptions } from './transport.ts';
export type { AnswerOf, BodyOf, ItemOf, ListPath, MethodOf, Path, QueryOf, Schemas } from './types.ts';
