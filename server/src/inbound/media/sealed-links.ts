import { sealedColumn } from '../../platform/sealed-column.queries.ts';
import { placeOf } from './fetch-media.ts';

/** Where media that came with replies lie at the carrier, until they are fetched. */
export const sealedMediaLinks = sealedColumn({ table: 'inbound_media', column: 'link' }, placeOf);
