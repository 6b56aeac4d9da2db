import { addressOf } from '#src/i18n/addresses.ts';

/** What we use of Pagefind's script, which stands beside its index and is no part of our bundles. */
interface Pagefind {
  options(options: { readonly excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  search(query: string): Promise<{ readonly results: readonly { data(): Promise<unknown> }[] }>;
}

/** A place that was found. */
export interface Found {
  readonly url: string;
  readonly title: string;
  /** Words around what was found, in turn: plain, marked, plain … */
  readonly excerpt: readonly string[];
}

/** A page that was found, with the passages of it that fit best. */
export interface FoundPage extends Found {
  readonly passages: readonly Found[];
}

export interface Answer {
  readonly total: number;
  readonly pages: readonly FoundPage[];
}

/** So many of the best are looked at, for those that are called so. */
const LOOKED_AT = 30;
const SHOWN_PAGES = 12;
const SHOWN_PASSAGES = 3;
const EXCERPT_WORDS = 22;

let loading: Promise<Pagefind> | undefined;

/** Loads script and index of the page's language. Rejects without a network; may be asked again then. */
export async function loadSearch(): Promise<Pagefind> {
  loading ??= load();
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

async function load(): Promise<Pagefind> {
  const script = new URL(`${import.meta.env.BASE_URL}pagefind/pagefind.js`, location.href).href;
  const pagefind = (await import(/* @vite-ignore */ script)) as Pagefind;
  await pagefind.options({ excerptLength: EXCERPT_WORDS });
  await pagefind.init();
  return pagefind;
}

/** Answers a query: what is called so comes first, such as a term or a section; then the best pages. */
export async function ask(query: string): Promise<Answer> {
  const { results } = await (await loadSearch()).search(query);
  const data = await Promise.all(results.slice(0, LOOKED_AT).map((result) => result.data()));
  const found = data.filter(isResult).map(readPage);
  const [named, others] = partition(found, ({ title }) => isNamed(title, query));
  const [so, alike] = partition(named, ({ title }) => title.toLowerCase() === query.toLowerCase());
  return { total: results.length, pages: [...so, ...alike, ...others].slice(0, SHOWN_PAGES) };
}

/** Whether a title has each word of the query. */
export function isNamed(title: string, query: string): boolean {
  const words = title.toLowerCase().split(/[^\p{L}\p{N}.]+/u);
  return query
    .toLowerCase()
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((asked) => asked !== '')
    .every((asked) => words.some((word) => word.startsWith(asked)));
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  const { first = [], second = [] } = Object.groupBy(all, (one) => (isFirst(one) ? 'first' : 'second'));
  return [first, second];
}

interface Result {
  readonly url: string;
  /** `place`: the path of the site that it leads to, if that isn't its address (src/layouts/search-index). */
  readonly meta: { readonly title?: string; readonly place?: string };
  readonly excerpt: string;
  readonly sub_results?: readonly {
    readonly url: string;
    readonly title: string;
    readonly excerpt: string;
  }[];
}

function isResult(data: unknown): data is Result {
  return typeof data === 'object' && data !== null && 'url' in data && 'excerpt' in data && 'meta' in data;
}

function readPage({ url, meta, excerpt, sub_results: passages = [] }: Result): FoundPage {
  return {
    // Pagefind's own addresses it makes from where its script stands.
    url: meta.place === undefined ? url : addressOf(meta.place),
    title: meta.title ?? url,
    excerpt: partsOf(excerpt),
    passages: passages
      .filter((passage) => passage.url !== url)
      .slice(0, SHOWN_PASSAGES)
      .map((passage) => ({ url: passage.url, title: passage.title, excerpt: partsOf(passage.excerpt) })),
  };
}

/** Pagefind's excerpts are HTML whose only elements are `<mark>`; we take their words and put no HTML into the page. */
export function partsOf(excerpt: string): string[] {
  return excerpt.split(/<\/?mark>/).map(decode);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
};

function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}
