import { Type } from 'typebox';
import { longestBody } from './template.ts';

/** The texts for other languages, as they are given and told. */
export const TextsBody = Type.Record(Type.String(), Type.String({ maxLength: longestBody }), {
  description:
    'What people get who read another language, by its tag: {"es": "…", "es-MX": "…"}. Who reads es-MX gets that, else es, else the body. Their language is what they chose on their page, or their field `language`.',
});

export const LanguageBody = Type.String({
  minLength: 2,
  maxLength: 40,
  description: 'What the body is written in, as a tag such as en or pt-BR; en unless told.',
});
