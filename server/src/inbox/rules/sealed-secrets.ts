import { sealedColumn } from '../../platform/sealed-column.queries.ts';
import { rulePlace } from './call-rule.ts';

/** What the calls of rules are signed with. */
export const sealedRuleSecrets = sealedColumn({ table: 'inbox_rule', column: 'sealed_secret' }, rulePlace);
