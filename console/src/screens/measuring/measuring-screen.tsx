import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { AttributionForm } from './attribution-form.tsx';
import { HoldOutForm } from './hold-out-form.tsx';

/** Which purchases are put down to which texts, and how many people get no marketing so that its effect can be told. */
export function MeasuringScreen() {
  return (
    <Page
      title={t('Measuring')}
      lead={t('Which purchases are put down to which texts, and who gets none, to compare with.')}
    >
      <div className="two-columns">
        <AttributionForm />
        <HoldOutForm />
      </div>
    </Page>
  );
}
