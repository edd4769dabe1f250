import { later, t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { wordsOf } from '../../ui/words.ts';
import type { Account, AccountForm } from './account.ts';

/** What was entered of the account. Secrets are named and not shown. */
export function EnteredPanel({ gateway, form }: { gateway: Account; form: AccountForm }) {
  return (
    <Panel title={t('What is entered')}>
      <dl className="facts">
        <dt>{t('Carrier')}</dt>
        <dd className="capital">{gateway.kind}</dd>
        {Object.entries(gateway.settings).map(([name, value]) => (
          <Fact
            key={name}
            name={labelOf(form, name)}
            value={value === true ? t('Yes') : value === false ? t('No') : String(value)}
          />
        ))}
        {gateway.secrets.map((name) => (
          <Fact key={name} name={labelOf(form, name)} value={t('kept, and not shown')} />
        ))}
      </dl>
    </Panel>
  );
}

// What the rehearsal carrier was given when the workspace was made; nobody enters it, so no form names it.
const ofRehearsal: Readonly<Record<string, string>> = {
  url: later('Address'),
  is_kept: later('Stays over a restart'),
  key: later('Key'),
  callback_secret: later('Secret of its calls'),
};

function labelOf(form: AccountForm, name: string): string {
  const label = form.find((row) => row.name === name)?.label;
  return label ?? (ofRehearsal[name] ? t(ofRehearsal[name]) : wordsOf(name));
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
