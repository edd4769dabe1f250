import type { Wordbook } from '../platform/pages/languages.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };

/** What stands on the page of a till. */
export const tillWords: Wordbook = { en, es, fr, de, pt };
