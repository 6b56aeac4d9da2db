import Choice from './Choice.astro';
import Figure from './Figure.astro';
import KeyPoint from './KeyPoint.astro';
import Mistake from './Mistake.astro';
import QuickQuestion from './QuickQuestion.astro';
import Rfc from './Rfc.astro';
import Summary from './Summary.astro';
import Table from './Table.astro';
import Term from './Term.astro';

/** What a chapter's MDX may use without importing it. docs/authoring.md shows each of them. */
export const chapterComponents = {
  Choice,
  Figure,
  KeyPoint,
  Mistake,
  QuickQuestion,
  Rfc,
  Summary,
  Term,
  table: Table,
};
