import type { components, paths } from './generated/api.ts';

/** Every thing the API speaks of, by name: `Schemas['Campaign']`. */
export type Schemas = components['schemas'];

/** Every address of the API, as its description has it: `/v1/campaigns/{id}`. */
export type Path = keyof paths;

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** The methods that an address knows. */
export type MethodOf<P extends Path> = {
  [M in Method]: paths[P][M] extends object ? M : never;
}[Method];

type Operation<P extends Path, M extends Method> = NonNullable<paths[P][M]>;
type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;

/** What a call takes in its body; `never` where it takes none. */
export type BodyOf<P extends Path, M extends Method> =
  Operation<P, M> extends { requestBody?: infer Body } ? Json<NonNullable<Body>> : never;

export type QueryOf<P extends Path, M extends Method> =
  Operation<P, M> extends { parameters: { query?: infer Query } } ? NonNullable<Query> : never;

/** What a call answers when it succeeds; undefined where it answers nothing. */
export type AnswerOf<P extends Path, M extends Method> =
  Operation<P, M> extends { responses: infer Responses } ? Success<Responses> : undefined;

type Success<Responses> =
  | (Responses extends { 200: infer Answer } ? Json<Answer> : never)
  | (Responses extends { 201: infer Answer } ? Json<Answer> : never)
  | (Responses extends { 202: infer Answer } ? Json<Answer> : never)
  | (Responses extends { 204: unknown } ? undefined : never);

/** The item of a listing. */
export type ItemOf<P extends Path> = AnswerOf<P, 'get'> extends { data: (infer Item)[] } ? Item : never;

/** Addresses that answer in pages. */
export type ListPath = {
  [P in Path]: AnswerOf<P, 'get'> extends { next_cursor: string | null } ? P : never;
}[Path];
