import { expect, it } from 'vitest';
import { withPlainImports } from './plain-imports.ts';

it('asks for later scripts without a helper', () => {
  expect(
    withPlainImports(
      'const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["_astro/a.js"])))=>i.map(i=>d[i]);\n' +
        'import{t as n}from"./preload-helper.Dy-g.js";import{o as r}from"./b.js";' +
        'let{open:e}=await n(()=>import(`./a.js`),__vite__mapDeps([0,1]));n(()=>import(`./c.js`),[]);r(e)',
    ),
  ).toBe('import{o as r}from"./b.js";let{open:e}=await import(`./a.js`);import(`./c.js`);r(e)');
});

it('leaves a script alone that asks for none', () => {
  expect(withPlainImports('let a=1;')).toBe('let a=1;');
});

it('says so where it does not know how they are written', () => {
  expect(() => withPlainImports('import{t as n}from"./preload-helper.D.js";n(()=>load(`a`))')).toThrow(
    'helper',
  );
});

it('is not misled by a name that ends like the helper’s', () => {
  expect(withPlainImports('import{t as t}from"./preload-helper.D.js";setTimeout(()=>a())')).toBe(
    'setTimeout(()=>a())',
  );
});
