import { inReadingOrder, type TypeProblem } from '../type-problem.ts';
import { editor, MarkerSeverity, Range, Selection, Uri } from './features.ts';
import { setUpLanguage } from './language.ts';
import { adoptStyles } from './styles.ts';
import { onThemeChange } from '../../theme/colours.ts';
import { applyTheme } from './theme.ts';

export interface FullEditorOptions {
  readonly exercise: string;
  readonly files: Readonly<Record<string, string>>;
  readonly file: string;
  readonly label: (file: string) => string;
  /** Files that are given, and what is said where somebody types into one. */
  readonly readOnly: readonly string[];
  readonly readOnlyNote: string;
  /** Declarations of what a Node exercise has, in place of the browser's. The first editor of a page decides. */
  readonly nodeTypes: string | undefined;
  readonly fontFamily: string;
  readonly fontSizePx: number;
  readonly lineHeightPx: number;
  readonly onInput: (file: string, text: string) => void;
  /** What TypeScript finds wrong with the learner's own files, again at each change. */
  readonly onTypeProblems: (problems: readonly TypeProblem[]) => void;
  /** How high the whole text is; for a page that lets the editor grow with it. */
  readonly onHeight: (heightPx: number) => void;
}

/** Monaco in the place of the plain field. Texts go in and out as strings; positions as offsets. */
export interface FullEditor {
  /** Puts in another text; undo takes that back, unless all that undo could bring back is to be forgotten. */
  setText(file: string, text: string, forget?: boolean): void;
  showFile(file: string): void;
  select(anchor: number, active: number): void;
  /** Offsets of the selection, where it began and where the cursor is. */
  selection(): readonly [anchor: number, active: number];
  goToLine(line: number): void;
  scrollTop: number;
  focus(): void;
  hasFocus(): boolean;
  layout(): void;
  dispose(): void;
}

let isSetUp = false;
/** Editors count themselves, so that the same exercise twice in one page makes no two models of one name. */
let count = 0;

export function createFullEditor(host: HTMLElement, options: FullEditorOptions): FullEditor {
  if (!isSetUp) {
    adoptStyles();
    setUpLanguage(options.nodeTypes);
    isSetUp = true;
  }
  applyTheme();
  const closing = new AbortController();
  onThemeChange(applyTheme, closing.signal);

  const root = `file:///${options.exercise}-${count++}/`;
  const models = new Map(
    Object.entries(options.files).map(([file, text]) => {
      const model = editor.createModel(text, 'typescript', Uri.parse(root + file));
      model.setEOL(editor.EndOfLineSequence.LF);
      model.onDidChangeContent(() => {
        options.onInput(file, model.getValue());
      });
      return [file, model] as const;
    }),
  );
  // Suggestions and hovers may stand over the edge of the editor: whatever it lies in may clip and contain.
  const widgets = document.createElement('div');
  widgets.className = 'monaco-editor';
  document.body.append(widgets);
  const monaco = editor.create(host, {
    model: models.get(options.file) ?? null,
    ariaLabel: options.label(options.file),
    fontFamily: options.fontFamily,
    fontSize: options.fontSizePx,
    lineHeight: options.lineHeightPx,
    overflowWidgetsDomNode: widgets,
    readOnlyMessage: { value: options.readOnlyNote },
    ...EDITOR_OPTIONS,
  });
  /** To a reader's eyes and to assistive technology; Monaco says the latter only for a field of its own kind. */
  const allowTyping = (file: string): void => {
    const readOnly = options.readOnly.includes(file);
    monaco.updateOptions({ readOnly, domReadOnly: readOnly });
    host.querySelector('[role=textbox]')?.setAttribute('aria-readonly', `${readOnly}`);
  };
  allowTyping(options.file);
  monaco.onDidContentSizeChange(({ contentHeight }) => {
    options.onHeight(contentHeight);
  });
  options.onHeight(monaco.getContentHeight());
  const watching = editor.onDidChangeMarkers((changed) => {
    const own = [...models].filter(([file]) => !options.readOnly.includes(file));
    const isOwn = (uri: Uri): boolean => own.some(([, model]) => model.uri.toString() === uri.toString());
    if (!changed.some(isOwn)) return;
    const found = own.flatMap(([file, model]) =>
      editor
        .getModelMarkers({ resource: model.uri })
        .filter(({ severity }) => severity === MarkerSeverity.Error)
        .map(({ startLineNumber: line, message }) => ({ file, line, message })),
    );
    options.onTypeProblems(inReadingOrder(found, Object.keys(options.files)));
  });
  const offsetAt = (line: number, column: number): number =>
    monaco.getModel()?.getOffsetAt({ lineNumber: line, column }) ?? 0;

  return {
    setText(file, text, forget = false) {
      const model = models.get(file);
      if (forget) model?.setValue(text);
      if (model === undefined || model.getValue() === text) return;
      // An edit, not a new value: the learner can take it back with undo.
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    },
    showFile(file) {
      monaco.setModel(models.get(file) ?? null);
      monaco.updateOptions({ ariaLabel: options.label(file) });
      allowTyping(file);
    },
    select(anchor, active) {
      const model = monaco.getModel();
      if (model === null) return;
      const [from, to] = [model.getPositionAt(anchor), model.getPositionAt(active)];
      monaco.setSelection(new Selection(from.lineNumber, from.column, to.lineNumber, to.column));
    },
    selection() {
      const selection = monaco.getSelection();
      if (selection === null) return [0, 0];
      return [
        offsetAt(selection.selectionStartLineNumber, selection.selectionStartColumn),
        offsetAt(selection.positionLineNumber, selection.positionColumn),
      ];
    },
    goToLine(line) {
      monaco.setSelection(Range.fromPositions({ lineNumber: line, column: 1 }));
      monaco.revealLineInCenterIfOutsideViewport(line);
      monaco.focus();
    },
    get scrollTop() {
      return monaco.getScrollTop();
    },
    set scrollTop(top) {
      monaco.setScrollTop(top);
    },
    focus: () => {
      monaco.focus();
    },
    hasFocus: () => monaco.hasTextFocus(),
    layout: () => {
      monaco.layout();
      monaco.render(true);
    },
    dispose() {
      closing.abort();
      watching.dispose();
      options.onTypeProblems([]);
      monaco.dispose();
      widgets.remove();
      for (const model of models.values()) model.dispose();
    },
  };
}

/** Calm, and exact: what is typed is what stands there. */
const EDITOR_OPTIONS = {
  // Tab is not a trap (WCAG 2.1.2); Ctrl+] and Ctrl+[ indent.
  tabFocusMode: true,
  autoClosingBrackets: 'never',
  autoClosingQuotes: 'never',
  autoSurround: 'never',
  autoIndent: 'keep',
  acceptSuggestionOnCommitCharacter: false,
  acceptSuggestionOnEnter: 'off',
  formatOnType: false,
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: false,

  automaticLayout: true,
  fixedOverflowWidgets: true,
  wordWrap: 'on',
  wrappingIndent: 'same',
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false, useShadows: false, verticalScrollbarSize: 10 },
  padding: { top: 12, bottom: 12 },

  minimap: { enabled: false },
  stickyScroll: { enabled: false },
  folding: false,
  glyphMargin: false,
  // Monaco dims the number of an empty last line, below what can be read in the dark.
  renderFinalNewline: 'on',
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 12,
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  renderLineHighlight: 'none',
  guides: { indentation: false },
  selectionHighlight: false,
  fontLigatures: false,
  // Chinese comments are no trick characters.
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true, nonBasicASCII: false },
} as const satisfies editor.IStandaloneEditorConstructionOptions;
