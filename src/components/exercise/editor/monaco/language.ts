import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker.js?worker';
import { typescript } from './features.ts';

/**
 * Sets up TypeScript as exercises have it, once a page.
 *
 * @param nodeTypes declarations of what a Node exercise has; it has no DOM
 */
export function setUpLanguage(nodeTypes: string | undefined): void {
  self.MonacoEnvironment = {
    getWorker: (_id, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
  };
  const { typescriptDefaults, ScriptTarget, ModuleKind } = typescript;
  typescriptDefaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    strict: true,
    noEmit: true,
    // Types are stripped, not compiled: what needs more than that is an error here as it is at a run.
    erasableSyntaxOnly: true,
    isolatedModules: true,
    allowNonTsExtensions: true,
    // As Node wants it: a file of the same exercise is imported by its name.
    allowImportingTsExtensions: true,
    // Short names ("dom") would lose the DOM's types here.
    lib: ['lib.esnext.d.ts', ...(nodeTypes ? [] : ['lib.dom.d.ts', 'lib.dom.iterable.d.ts'])],
  });
  if (nodeTypes) typescriptDefaults.addExtraLib(nodeTypes, 'file:///node-types.d.ts');
  // Several files of one exercise know each other.
  typescriptDefaults.setEagerModelSync(true);
}
