import {
  asKept,
  keepVersion,
  loadDraft,
  sameFiles,
  sameText,
  saveDraft,
  sourced,
  type Draft,
  type DraftFiles,
  type KeptReason,
  type SourcedText,
} from '#src/storage/drafts.ts';
import type { StorageError } from '#src/storage/result.ts';
import { listenToTabs } from '#src/storage/tabs.ts';

/** What a learner is told about their text. */
export type DraftNotice =
  | { readonly kind: 'restored' | 'exercise-changed' | 'typed-first'; readonly savedAtMs: number }
  /** Another tab's text is shown now (`adopted`), or was put aside for ours (`overtaken`). */
  | { readonly kind: 'adopted' | 'overtaken' };

export interface DraftSessionOptions {
  readonly exercise: string;
  readonly start: DraftFiles;
  readonly startHash: string;
  /** The text that the editor shows now. */
  readonly current: () => SourcedText;
  /** Makes the editor show another text. */
  readonly show: (text: SourcedText) => void;
  readonly onNotice: (notice: DraftNotice) => void;
  /** Whether what is written is kept; undefined when it is. */
  readonly onStorage: (error: StorageError | undefined) => void;
  /** The kept versions are others than before; a notice that speaks of them waits until they are shown. */
  readonly onVersions: () => Promise<void>;
}

/** Keeps the editor's text and the stored draft together, over reloads and tabs. */
export interface DraftSession {
  /** Tells that the learner changed the text; it is written at once, one write at a time. */
  changed(): void;
  /** Shows another text and puts the present one among the kept versions. */
  replace(text: SourcedText, reason: KeptReason): Promise<void>;
  /** The learner keeps their draft although the exercise has changed. */
  acceptChangedExercise(): void;
  close(): void;
}

export function openDraftSession(options: DraftSessionOptions): DraftSession {
  const { exercise, start, current, show, onNotice } = options;
  let startHash = options.startHash;
  let revision: number | undefined;
  /** Something is to be written: a write is queued. */
  let dirty = false;
  /** What the editor shows is not what is kept; it stays so while writing fails. */
  let unsaved = false;
  /** Reads and writes of this session, one after the other. */
  let queue: Promise<void> = Promise.resolve();

  const enqueue = (task: () => Promise<void>): Promise<void> => (queue = queue.then(task));

  const restore = async (): Promise<void> => {
    const loaded = await loadDraft(exercise);
    options.onStorage(loaded.ok ? undefined : loaded.error);
    const draft = loaded.ok ? loaded.value : undefined;
    if (draft === undefined) return;
    const files = fitFiles(draft.files, start);
    const shown = current();
    if (!sameFiles(shown.files, files) && !sameFiles(shown.files, start)) {
      // Never replace a text under the hands of the one who types it. Where the other can't be put aside, its
      // revision stays unknown here, so that the save keeps both or fails whole.
      if (await keep(draft, 'replaced')) revision = draft.revision;
      dirty = unsaved = true;
      onNotice({ kind: 'typed-first', savedAtMs: draft.savedAtMs });
      return;
    }
    revision = draft.revision;
    const text = sourced(files, draft.fromLink);
    if (!sameText(shown, text)) show(text);
    if (sameFiles(shown.files, files)) return;
    const changed = draft.startHash !== options.startHash;
    if (changed) {
      startHash = draft.startHash;
      if (!sameFiles(files, draft.files)) await keep(draft, 'exercise-changed');
    }
    onNotice({ kind: changed ? 'exercise-changed' : 'restored', savedAtMs: draft.savedAtMs });
  };

  const save = async (): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    const saved = await saveDraft({
      exercise,
      ...current(),
      startHash,
      basedOn: revision,
      atMs: Date.now(),
    });
    options.onStorage(saved.ok ? undefined : saved.error);
    if (!saved.ok) return;
    unsaved = dirty;
    revision = saved.value.draft.revision;
    if (saved.value.overtaken !== undefined) {
      await options.onVersions();
      onNotice({ kind: 'overtaken' });
    }
  };

  /** Takes over what another tab saved, unless there is something here that isn't saved yet. */
  const followOtherTab = async (): Promise<void> => {
    const loaded = await loadDraft(exercise);
    const draft = loaded.ok ? loaded.value : undefined;
    // What isn't saved yet meets the other text in `save`, which keeps both.
    if (draft === undefined || unsaved || draft.revision === revision) return;
    const before = current();
    revision = draft.revision;
    const text = sourced(fitFiles(draft.files, start), draft.fromLink);
    if (sameText(before, text)) return;
    show(text);
    if (!sameFiles(before.files, text.files)) onNotice({ kind: 'adopted' });
  };

  const keep = async (draft: Draft, reason: KeptReason): Promise<boolean> => {
    const kept = await keepVersion(asKept(draft, reason));
    if (kept.ok) await options.onVersions();
    return kept.ok;
  };

  const changed = (): void => {
    unsaved = true;
    if (!dirty) {
      dirty = true;
      void enqueue(save);
    }
  };

  const onVisible = (): void => {
    // A tab that was frozen heard nothing.
    if (document.visibilityState === 'visible') void enqueue(followOtherTab);
  };
  const stopListening = listenToTabs((message, from) => {
    if (from === 'other-tab' && message.kind === 'draft-saved' && message.exercise === exercise)
      void enqueue(followOtherTab);
    if (message.kind === 'all-deleted') revision = undefined;
  });
  document.addEventListener('visibilitychange', onVisible);

  void enqueue(async () => {
    await restore();
    if (!sameFiles(current().files, start)) await options.onVersions();
    await save();
  });

  return {
    changed,
    async replace(text, reason) {
      const before = current();
      show(text);
      if (!sameFiles(before.files, start) && !sameFiles(before.files, text.files)) {
        const kept = await keepVersion({ exercise, ...before, savedAtMs: Date.now(), reason });
        if (kept.ok) await options.onVersions();
      }
      changed();
    },
    acceptChangedExercise() {
      startHash = options.startHash;
      changed();
    },
    close() {
      stopListening();
      document.removeEventListener('visibilitychange', onVisible);
    },
  };
}

/** A draft's files as this edition of the exercise has them: missing ones from the start, unknown ones left out. */
function fitFiles(draft: DraftFiles, start: DraftFiles): DraftFiles {
  return Object.fromEntries(Object.entries(start).map(([file, text]) => [file, draft[file] ?? text]));
}
