import type { FastifySchemaCompiler } from 'fastify';
import { IsObject, IsOptional, IsString, type TSchema } from 'typebox';
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
    const prepare = atUse(() => {
      const tools = {
        validator: Compile(schema),
        complete: completing(schema),
        convert: converting(schema, httpPart),
      };
      return () => tools;
    });
    const mayBeAbsent = httpPart === 'body' && IsOptional(schema);
    return (given: unknown) => {
      if (mayBeAbsent && given === null) return { value: undefined };
      const { validator, complete, convert } = prepare();
      const value = convert(complete(given));
      return validator.Check(value) ? { value } : { error: validator.Errors(value) as never };
    };
  };

// Both of these walk through schema and value for every request, which most routes do not need.
type Change = (given: unknown) => unknown;
const asItIs: Change = (given) => given;

const completing = (schema: TSchema): Change =>
  /"default":/.test(JSON.stringify(schema)) ? (given) => Value.Default(schema, given) : asItIs;

const converting = (schema: TSchema, httpPart: string | undefined): Change =>
  httpPart === 'body' || (httpPart === 'params' && isOfTexts(schema))
    ? asItIs
    : (given) => Value.Convert(schema, given);

/** A part of an address is a text already. */
const isOfTexts = (schema: TSchema): boolean =>
  IsObject(schema) && Object.values(schema.properties).every((property) => IsString(property));
