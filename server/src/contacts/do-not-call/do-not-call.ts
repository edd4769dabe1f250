import type { DoNotCallKind } from '@tidings/policy/permission';
import { regionNames } from '@tidings/policy/places';
import { Invalid } from '../../platform/errors.ts';
import type { Secrets } from '../../platform/secrets.ts';

export type DoNotCallList = {
  readonly id: string;
  readonly kind: DoNotCallKind;
  /** `US-TX`, of a state's list. */
  readonly region: string | null;
  readonly name: string;
  /** The day of the data: `2026-11-24`. */
  readonly asOf: string;
  readonly state: 'loading' | 'standing' | 'replaced' | 'ended';
  readonly entries: number;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly finishedAt: Date | null;
};

export type NewDoNotCallList = Pick<DoNotCallList, 'kind' | 'region' | 'name' | 'asOf'>;

/**
 * Under which a number is looked for: a key of this workspace, and those that older keys of the installation gave. The hash of a
 * number is SHA-256 over the key and the number, so whoever has the table and not the key can try no number.
 */
export const doNotCallKeys = (
  { secrets }: { readonly secrets: Pick<Secrets, 'signWithEach'> },
  workspaceId: string,
): string[] => secrets.signWithEach(workspaceId, 'do not call list');

/** Refuses what could not be told apart later, or is dated wrongly. */
export function checkNewList(list: NewDoNotCallList, now: Date): NewDoNotCallList {
  const name = list.name.trim();
  if (name === '')
    throw invalid('do_not_call.no_name', '/name', 'Give the list a name, such as where it came from.');
  if (list.kind === 'state' && !isState(list.region))
    throw invalid(
      'do_not_call.no_state',
      '/region',
      'Say whose list it is: region takes a state as US-TX, and a state’s list must have one.',
    );
  if (list.kind !== 'state' && list.region !== null)
    throw invalid(
      'do_not_call.no_region',
      '/region',
      `Only a state’s list has a region; leave it out of a list of the kind ${list.kind}.`,
    );
  const at = Date.parse(`${list.asOf}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== list.asOf)
    throw invalid('do_not_call.bad_day', '/as_of', `“${list.asOf}” is no day, such as 2026-11-24.`);
  if (at > now.getTime())
    throw invalid(
      'do_not_call.future_day',
      '/as_of',
      `Data of ${list.asOf} cannot be at hand today. Give the day of the data itself.`,
    );
  return { ...list, name };
}

const isState = (region: string | null) =>
  region?.startsWith('US-') === true && Object.hasOwn(regionNames, region.slice(3));

const invalid = (code: string, pointer: string, sentence: string): Invalid =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);
