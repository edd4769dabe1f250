import type { FastifySchemaCompiler } from 'fastify';
import { IsOptional, type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import Value from 'typebox/value';
import type { AtUse } from './compile-at-use.ts';

/**
 * Checks requests against their TypeBox schemas. Text in an address or header becomes the number or list it stands for; a
 * body is taken as it is, because JSON can say what it means. (Fastify's own validator converts bodies too and would turn
 * a null into an empty text wherever both are allowed.) A body that may be left out reaches us as null when it was.
 */
export const compileValidator =
  (atUse: AtUse): FastifySchemaCompiler<TSchema> =>
  ({ schema, httpPart }) => {
    const validatorOf = atUse(() => {
      const validator = Compile(schema);
      return () => validator;
    });
    const mayBeAbsent = httpPart === 'body' && IsOptional(schema);
    return (given: unknown) => {
      if (mayBeAbsent && given === null) return { value: undefined };
      const complete = Value.Default(schema, given);
      const value = httpPart === 'body' ? complete : Value.Convert(schema, complete);
      const validator = validatorOf();
      return validator.Check(value) ? { value } : { error: validator.Errors(value) as never };
    };
  };
