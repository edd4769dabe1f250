import type { Template } from '@tidings/sms';
import { loadContacts } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { LoadedContent } from '../load-question.ts';
import { type Sample, sampleOf } from '../preview-campaign.ts';
import { loadSampleValues } from '../sample-values.ts';
import type { SampleReason } from './flight-samples.ts';

/** One real person with the text they would get, and why they are shown. */
export type FlightSample = Omit<Sample, 'why'> & { readonly why: SampleReason };

export async function renderSamples(
  ctx: Context,
  tx: Tx,
  loaded: LoadedContent,
  template: Template,
  chosen: ReadonlyMap<number, SampleReason>,
): Promise<FlightSample[]> {
  const contacts = await loadContacts(tx, [...chosen.keys()]);
  const valuesOf = await loadSampleValues(ctx, tx, loaded, template, [...contacts.values()]);
  return [...chosen].flatMap(([id, why]) => {
    const contact = contacts.get(id);
    if (!contact) return [];
    return [{ ...sampleOf(template, contact, valuesOf(contact), 'first'), why }];
  });
}
