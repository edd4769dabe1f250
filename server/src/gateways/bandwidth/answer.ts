import { outcomeOfRefusal } from '../errors/refusal.ts';
import type { SubmitOutcome } from '../gateway.ts';
import type { Json, Refused } from '../http/ask-json.ts';
import { countOf, jsonObject, objectsOf, wordOf } from '../http/read-answer.ts';
import { codes } from './codes.ts';

type Headers = Record<string, string | string[] | undefined>;

/** Reads an answer to POST messages. Only a 4xx says that nothing was accepted. */
export function outcomeOfAnswer(status: number, headers: Headers, body: string): SubmitOutcome {
  const answer = jsonObject(body);
  const providerId = status === 202 || status === 200 ? wordOf(answer?.id) : null;
  if (providerId !== null) {
    const parts = countOf(answer?.segmentCount);
    return { kind: 'accepted', providerId, ...(parts !== null && { parts }) };
  }
  return outcomeOfRefusal(codes, { status, headers, refusal: answer && readRefusal(answer) });
}

/** The type, and of a request that was not valid the field that was not. */
export function readRefusal({ type, description, fieldErrors }: Json): Refused {
  const [field] = objectsOf(fieldErrors);
  const kind = wordOf(type);
  // `to[0]` is the recipient as well.
  const name = wordOf(field?.fieldName)?.replace(/\W.*$/s, '');
  const isKnown = kind !== null && name !== undefined && Object.hasOwn(codes, `${kind} ${name}`);
  const said = [
    wordOf(description),
    name === undefined ? null : `${name} ${wordOf(field?.description) ?? ''}`,
  ];
  return {
    code: isKnown ? `${kind} ${name}` : kind,
    sentence:
      said
        .filter((word) => word !== null)
        .join(': ')
        .trim() || null,
  };
}
