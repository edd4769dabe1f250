import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './campaign.module.css';

/** The words as they were written, with what is filled in for each person marked. */
export function TextPanel({ body }: { body: string }) {
  const pieces = body.split(/(\{\{.*?\}\}|\{%.*?%\})/s);
  return (
    <Panel title={t('The text')}>
      <p className={classes.text}>
        {pieces.map((piece, index) =>
          index % 2 === 1 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one body never change their order.
            <code key={index} className={classes.mergeField}>
              {piece}
            </code>
          ) : (
            piece
          ),
        )}
      </p>
    </Panel>
  );
}
