import type { DraftFiles } from '#src/storage/drafts.ts';
import { readData, type LinkProblem } from './link.ts';
import { codeInAddress } from './page.ts';

/** A link that this page was opened with. */
export type ArrivedLink = {
  /** The page had been read before: its address has changed under the reader. */
  readonly later: boolean;
} & (
  | { readonly kind: 'code'; readonly files: DraftFiles }
  | { readonly kind: 'bad'; readonly problem: LinkProblem }
);

/**
 * Watches the page's address for a link with code, on behalf of one exercise. It only reads: nothing is run, shown
 * in the editor or kept until the learner says so.
 */
export class Arrival {
  link: ArrivedLink | undefined = $state.raw();
  readonly #exercise: string;
  readonly #editable: readonly string[];
  readonly #onChange: () => void;
  /** Grows with each look at the address: what an earlier one still unpacks is not asked for any more. */
  #look = 0;

  /** @param editable the files of the exercise that are the learner's to change; a link can hold no other */
  constructor(exercise: string, editable: readonly string[], onChange: () => void) {
    this.#exercise = exercise;
    this.#editable = editable;
    this.#onChange = onChange;
  }

  /** Looks at the address, now and at each change, until the answered function is called. */
  watch(): () => void {
    const onHashChange = (): void => void this.#read(true);
    void this.#read(false);
    addEventListener('hashchange', onHashChange);
    return () => {
      removeEventListener('hashchange', onHashChange);
      this.#look++;
    };
  }

  /** The learner has answered: a reload or the way back shall not ask again. */
  dismiss(): void {
    this.#show(undefined);
    // The reader may have followed another fragment of the page meanwhile; that one stays.
    if (codeInAddress() === undefined) return;
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  async #read(later: boolean): Promise<void> {
    const look = ++this.#look;
    const code = codeInAddress();
    if (code?.speaker !== this.#exercise) {
      // A jump to another place of the page leaves the link unanswered; leaving its address takes it away.
      if (code !== undefined || location.hash === '') this.#show(undefined);
      return;
    }
    if (code.exercise !== this.#exercise) {
      this.#show({ kind: 'bad', problem: 'other-exercise', later });
      return;
    }
    const files = await readData(code.data, this.#editable);
    if (look !== this.#look) return;
    this.#show(
      files.ok ? { kind: 'code', files: files.value, later } : { kind: 'bad', problem: files.error, later },
    );
  }

  #show(link: ArrivedLink | undefined): void {
    this.#look++;
    this.link = link;
    this.#onChange();
  }
}
