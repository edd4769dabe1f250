import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Run, Text } from './chunk.ts';
import type { SendStore } from './store.ts';

type Answered = Pick<Text, 'number' | 'cause' | 'verdict'>;
type Refused = {
  readonly run: Run | null;
  readonly sender: { readonly id: string };
  readonly texts: readonly Answered[];
};

/**
 * The carrier knows of an opt-out that we do not: it becomes ours, so that no other path tries again. An answer belongs to no
 * brand in particular: then every brand is meant that texts from this number.
 */
export async function noteCarrierOptOuts(
  store: Pick<SendStore, 'optOut' | 'listBrandsOfSender'>,
  ctx: Context,
  tx: Tx,
  { run, sender, texts }: Refused,
): Promise<void> {
  // A confirmation is refused because of the STOP that it confirms, which we know of; a START may have come since.
  const numbers = texts
    .filter(({ verdict }) => verdict?.kind === 'failed' && verdict.isOptOut)
    .filter(({ cause }) => cause !== 'stop_confirmation')
    .map(({ number }) => number);
  if (numbers.length === 0) return;
  const brandIds = run ? [run.brandId] : await store.listBrandsOfSender(tx, sender.id);
  for (const brandId of brandIds) {
    for (const number of numbers.sort()) {
      await store.optOut(tx, ctx, {
        number,
        brandId,
        method: 'carrier',
        occurredAt: ctx.clock.now(),
        evidence: { said_by: 'carrier', when: 'refusing a text' },
        actor: 'system:dispatch',
      });
    }
  }
}

/** The carrier says for certain that the number is none, or a landline: the next text to it is dropped for that. */
export async function noteNumberFaults(
  store: Pick<SendStore, 'noteFailures'>,
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  texts: readonly Pick<Text, 'number' | 'verdict'>[],
): Promise<void> {
  const failures = texts.flatMap(({ number, verdict }) =>
    verdict?.kind === 'failed' && verdict.numberFault ? [{ number, reason: verdict.numberFault }] : [],
  );
  if (failures.length > 0) await store.noteFailures(tx, failures, clock.now());
}
