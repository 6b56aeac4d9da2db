import Choice from './Choice.astro';
import Code from './Code.astro';
import Figure from './Figure.astro';
import KeyPoint from './KeyPoint.astro';
import Link from './Link.astro';
import Mistake from './Mistake.astro';
import QuickQuestion from './QuickQuestion.astro';
import Rfc from './Rfc.astro';
import Summary from './Summary.astro';
import Table from './Table.astro';
import Term from './Term.astro';

/**
 * What a chapter's MDX may use without importing it, and what its Markdown becomes. docs/authoring.md shows each.
 * Demos and exercises aren't among them: a chapter imports those that it has, and carries the styles of no others.
 */
export const chapterComponents = {
  Choice,
  Figure,
  KeyPoint,
  Mistake,
  QuickQuestion,
  Rfc,
  Summary,
  Term,
  a: Link,
  code: Code,
  table: Table,
};
