import { sealedColumn } from '../../platform/sealed-column.queries.ts';
import { secretPlace } from './save-keyword.ts';

/** What the calls of keywords are signed with. */
export const sealedKeywordSecrets = sealedColumn({ table: 'keyword', column: 'secret' }, secretPlace);
