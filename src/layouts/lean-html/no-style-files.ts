import type { Plugin } from 'vite';

const LATER_FILES = /m\.f=(\["[^\]]*"\])/g;

/**
 * Styles stand in the pages (`inlineStylesheets: 'always'`), and no file of them is left. A script that is loaded later
 * would still wait for one where its component is an island of other pages as well: here it doesn't ask for it.
 */
export function noStyleFiles(): Plugin {
  return {
    name: 'no-style-files',
    generateBundle: {
      // Behind Vite's own, which writes down what each script waits for.
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') file.code = withoutStyles(file.code);
        }
      },
    },
  };
}

/** The lists are told of by place: a script that is asked for anyway stands in for each style. */
export function withoutStyles(code: string): string {
  return code.replace(LATER_FILES, (whole, list: string) => {
    const files = JSON.parse(list) as string[];
    const script = files.find((file) => file.endsWith('.js'));
    if (script === undefined) return whole;
    return `m.f=${JSON.stringify(files.map((file) => (file.endsWith('.css') ? script : file)))}`;
  });
}
