/** Runs programs in a WebContainer. Load it when the learner asks for one. */
export { bootWebContainer, tearDownWebContainer, type BootOutcome } from './backends/webcontainer/boot.ts';
export { createWebContainerBackend } from './backends/webcontainer/index.ts';
export { openShell, type Shell, type TerminalSize } from './backends/webcontainer/shell.ts';
export { workspaceOf, type Workspace } from './backends/webcontainer/workspace.ts';
