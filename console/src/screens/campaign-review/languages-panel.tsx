import { t, tn } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { Panel } from '../../ui/panel.tsx';
import type { FlightCheck } from './flight-check.ts';

/** Who reads what, which text they get, and the texts themselves: whoever approves has seen all of them. */
export function LanguagesPanel({ check }: { check: FlightCheck }) {
  const { languages, campaign } = check;
  const texts = Object.entries(campaign.texts);
  if (texts.length === 0 && languages.every(({ is_theirs }) => is_theirs)) return null;
  return (
    <Panel title={t('In which language')}>
      <ul>
        {languages.map(({ language, people, text, is_theirs }) => (
          <li key={language ?? ''}>
            {language === null
              ? tn(people, '{n} person of whom nobody has said it', '{n} people of whom nobody has said it')
              : tn(people, '{n} person reads {language}', '{n} people read {language}', {
                  language: languageName(language),
                })}
            {': '}
            {is_theirs
              ? t('the text in {language}', { language: languageName(text ?? campaign.language) })
              : t('the text in {language}, which is not theirs', {
                  language: languageName(text ?? campaign.language),
                })}
          </li>
        ))}
      </ul>
      {texts.map(([tag, words]) => (
        <div key={tag}>
          <strong>{t('Words in {language}', { language: languageName(tag) })}</strong>
          <p className="breakable">{words}</p>
        </div>
      ))}
    </Panel>
  );
}
