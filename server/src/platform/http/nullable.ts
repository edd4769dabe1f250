import { type TSchema, Type } from 'typebox';

/** What an answer may leave open: the value, or null. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
