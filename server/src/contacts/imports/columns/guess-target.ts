import type { Target } from './column.ts';
import type { ColumnContent } from './column-content.ts';
import { type Heading, isAboutSomethingElse, isAboutTime, namesTexts, readHeading } from './header-words.ts';

/** `joined`, `source` and `other_phone` are decided once all columns are known; see settle-guesses.ts. */
export type Guess = {
  readonly target: Target | 'field' | 'joined' | 'source';
  readonly confidence: number;
  readonly field?: string;
  readonly isNote?: boolean;
  readonly isTold?: boolean;
  /** A number column whose heading says mobile comes before one that says phone, and that before one that says nothing. */
  readonly rank?: number;
};

const ownField: Guess = { target: 'field', confidence: 0.9 };

/** What one column looks like on its own. `heading` is null where the file has no header. */
export function guessTarget(heading: string | null, content: ColumnContent): Guess {
  if (heading === null) return fromContent(content, true) ?? ownField;
  const said = readHeading(heading);
  const byHeading = said && fromHeading(said, heading, content);
  if (byHeading) return byHeading;
  if (isAboutSomethingElse(heading) && content.statuses >= 0.5) return ownField;
  // “Texts: no” withholds consent even where nothing else in the heading says so.
  if (namesTexts(heading) && content.statuses >= 0.8) return { target: 'consent', confidence: 0.6 };
  return fromContent(content, false) ?? ownField;
}

function fromHeading(said: Heading, heading: string, content: ColumnContent): Guess | undefined {
  switch (said) {
    case 'mobile':
    case 'phone':
    case 'other_phone':
      return fromNumberHeading(said, heading, content);
    case 'status':
      return content.statuses >= 0.5 || content.filled === 0
        ? { target: 'status', confidence: 0.5 + content.statuses / 2 }
        : fromContent(content, false);
    case 'opted_in':
      return fromConsentHeading(heading, content);
    case 'opted_out':
      return content.filled === 0 || content.dates + content.statuses >= 0.6
        ? { target: 'opted_out', confidence: 0.95 }
        : undefined;
    case 'tracking':
      // A parcel has a tracking number.
      return content.filled === 0 || content.yesNo >= 0.5
        ? { target: 'tracking', confidence: 0.9 }
        : ownField;
    case 'consent_source':
      return { target: 'consent_source', confidence: 0.95 };
    case 'joined':
      return content.filled === 0 || content.dates >= 0.6 ? { target: 'joined', confidence: 0.6 } : undefined;
    case 'source':
      return { target: 'source', confidence: 0.6 };
    case 'email':
      return content.filled === 0 || content.emails >= 0.3
        ? { target: 'email', confidence: 0.5 + content.emails / 2 }
        : undefined;
    case 'country':
      return content.countries >= 0.6 ? { target: 'country', confidence: 0.95 } : undefined;
    case 'region':
      return { target: 'region', confidence: 0.6 + content.regions * 0.4 };
    case 'time_zone':
      return content.filled === 0 || content.zones >= 0.3
        ? { target: 'time_zone', confidence: 0.95 }
        : undefined;
    case 'first_name':
    case 'last_name':
    case 'full_name':
      return content.filled === 0 || content.lettered >= 0.5 ? { target: said, confidence: 0.95 } : undefined;
    // Texts are chosen by the field of this name (docs/guides/composing.md).
    case 'language':
      return { ...ownField, field: 'language' };
    case 'notes':
      return { ...ownField, isNote: true };
    default:
      return { target: said, confidence: 0.95 };
  }
}

function fromNumberHeading(
  said: 'mobile' | 'phone' | 'other_phone',
  heading: string,
  content: ColumnContent,
): Guess | undefined {
  if (content.emails >= 0.5) return undefined;
  // “SMS: yes” and “Text: 2024-05-01” are about permission.
  if (content.numbers < 0.2 && content.statuses >= 0.6) return { target: 'consent', confidence: 0.6 };
  if (content.numbers < 0.2 && content.dates >= 0.6) return { target: 'consent_date', confidence: 0.5 };
  if (content.filled > 0 && content.numbers === 0 && content.words >= 0.8) {
    return /contact|recipient/i.test(heading) ? { target: 'full_name', confidence: 0.7 } : undefined;
  }
  const rank = { mobile: 3, phone: 2, other_phone: 1 }[said];
  return { target: 'number', confidence: 0.5 + content.numbers / 2, rank };
}

function fromConsentHeading(heading: string, content: ColumnContent): Guess {
  if (content.dates >= 0.5) return { target: 'consent_date', confidence: 0.95 };
  if (content.statuses >= 0.5) return { target: 'consent', confidence: 0.9 };
  if (isAboutTime(heading) || content.filled === 0) return { target: 'consent_date', confidence: 0.6 };
  return { target: 'consent_source', confidence: 0.6 };
}

function fromContent(content: ColumnContent, isUnnamed: boolean): Guess | undefined {
  if (content.filled === 0) return undefined;
  if (content.emails >= 0.7) return { target: 'email', confidence: content.emails * 0.9 };
  if (content.numbers >= 0.6) return { target: 'number', confidence: content.numbers * 0.6, rank: 0 };
  if (content.zones >= 0.8) return { target: 'time_zone', confidence: 0.8 };
  if (content.statuses >= 0.8 && content.tellingStatuses >= 0.3) return { target: 'status', confidence: 0.7 };
  if (!isUnnamed) return undefined;
  if (content.regions >= 0.8 && content.filled >= 3) return { target: 'region', confidence: 0.5 };
  // Without headings, varied words are names: of the person first, then of the family.
  if (content.capitalised >= 0.8 && content.variety >= 0.3 && content.dates === 0)
    return { target: 'full_name', confidence: 0.4 };
  return undefined;
}
