import { frameSaid, linkedSaid } from '../../frame/writing/said.ts';
import { type Framed, useFrame } from '../../frame/writing/use-frame.ts';
import { t } from '../../ui/language.ts';
import { MergeText } from '../../ui/merge-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './campaign.module.css';

type TextPanelProps = { campaign: Framed & { body: string; language: string } };

/** The text as people get it, brand, short links and how to leave included, with what is filled in for each person marked. */
export function TextPanel({ campaign }: TextPanelProps) {
  const { body, language } = campaign;
  const frame = useFrame(campaign);
  const written = { text: body, problems: [], placeOf: (position: number) => position };
  return (
    <Panel title={t('The text')}>
      <p className={classes.text}>
        <MergeText body={linkedSaid(frameSaid(written, language, frame), frame).text} />
      </p>
    </Panel>
  );
}
