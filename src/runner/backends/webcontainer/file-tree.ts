import type { DirectoryNode, FileSystemTree } from '@webcontainer/api';
import type { Files } from '../../contract.ts';

/** Files by their paths, as the folders that a container mounts. */
export function fileTree(files: Files): FileSystemTree {
  const root: FileSystemTree = {};
  for (const [path, contents] of Object.entries(files)) {
    const folders = path.split('/');
    const name = folders.pop() ?? '';
    const folder = folders.reduce((tree, part) => {
      const node = (tree[part] ??= { directory: {} }) as DirectoryNode;
      return node.directory;
    }, root);
    folder[name] = { file: { contents } };
  }
  return root;
}
