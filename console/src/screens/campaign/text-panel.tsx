import { frameSaid } from '../../frame/writing/said.ts';
import { type Framed, useFrame } from '../../frame/writing/use-frame.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './campaign.module.css';

type TextPanelProps = { campaign: Framed & { body: string; language: string } };

/** The text as people get it, brand and how to leave included, with what is filled in for each person marked. */
export function TextPanel({ campaign }: TextPanelProps) {
  const { body, language } = campaign;
  const written = { text: body, problems: [], placeOf: (position: number) => position };
  const pieces = frameSaid(written, language, useFrame(campaign)).text.split(/(\{\{.*?\}\}|\{%.*?%\})/s);
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
