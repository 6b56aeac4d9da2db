import { expect, test } from 'vitest';
import { moveIslandStyles } from './island-styles.ts';

const ISLAND = '<astro-island></astro-island>';

test('rules of islands come right before the first island, those of the page stay', () => {
  const html = `<html><head><style>p{margin:0}.bar.s_1a2b3c{gap:1rem}a{color:red}</style></head><body><p>Text</p>${ISLAND}${ISLAND}</body></html>`;
  expect(moveIslandStyles(html)).toBe(
    `<html><head><style>p{margin:0}a{color:red}</style></head><body><p>Text</p><style>.bar.s_1a2b3c{gap:1rem}</style>${ISLAND}${ISLAND}</body></html>`,
  );
});

test('those of several sheets come together, in their order, each once', () => {
  const html = `<head><style>.a.s_1{gap:0}</style><style>.b.s_2{gap:0}.a.s_1{gap:0}</style></head>${ISLAND}`;
  expect(moveIslandStyles(html)).toBe(`<head></head><style>.a.s_1{gap:0}.b.s_2{gap:0}</style>${ISLAND}`);
});

test('a media query is parted with what it holds; keyframes of an island go with it', () => {
  const html = `<head><style>@media (width<=30rem){p{margin:0}.a.s_1{gap:0}}@keyframes s_1-run{to{opacity:1}}@media print{p{color:#000}}</style></head>${ISLAND}`;
  expect(moveIslandStyles(html)).toBe(
    `<head><style>@media (width<=30rem){p{margin:0}}@media print{p{color:#000}}</style></head>` +
      `<style>@media (width<=30rem){.a.s_1{gap:0}}@keyframes s_1-run{to{opacity:1}}</style>${ISLAND}`,
  );
});

test('a page without islands needs none of their styles', () => {
  expect(moveIslandStyles('<head><style>p{margin:0}.a.s_1{gap:0}</style></head><p>Text</p>')).toBe(
    '<head><style>p{margin:0}</style></head><p>Text</p>',
  );
});

test('of a component whose script brings its styles the page has those that it wears', () => {
  const html = `<head><style>.a.b_1{gap:0}@media print{.c.b_2{gap:0}.d.s_2{gap:0}}.c.b_2{gap:1rem}@keyframes b_2-run{to{opacity:1}}</style></head><p class="a b_1">1</p>${ISLAND}`;
  expect(moveIslandStyles(html)).toBe(
    `<head></head><style>.a.b_1{gap:0}@media print{.d.s_2{gap:0}}</style><p class="a b_1">1</p>${ISLAND}`,
  );
});

test('a component that the page has without its script counts as one', () => {
  const html = '<head><style>.a.s_1{gap:0}</style></head><p>Text</p><b class="a s_1">1</b>';
  expect(moveIslandStyles(html)).toBe(
    '<head></head><p>Text</p><style>.a.s_1{gap:0}</style><b class="a s_1">1</b>',
  );
});
